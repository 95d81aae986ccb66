package dev.belay.ui.fleet;

import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.ServerVersion;
import dev.belay.db.Vitals;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.ui.kit.chart.Series;
import dev.belay.watch.Attempt;
import dev.belay.watch.Check;
import dev.belay.watch.Cost;
import dev.belay.watch.Happening;
import dev.belay.watch.Health;
import dev.belay.watch.Inside;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;
import dev.belay.watch.View;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of a fleet as they could be seen, for the tests of what is made of them. */
final class Sightings {
    static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");
    private static final Problem SILENT =
            new Problem("watch.failed", "ledger", "no answer in 5 s", ExitCode.NO_CONNECTION);
    private final String name;
    private final Environment environment;
    private final boolean file;
    private final String version;
    private final List<Check> checks = new ArrayList<>();
    private Link link = new Link.Live(NOW);
    private int connections = 12;
    private int most = 100;
    private double wait;
    private double latency = 2.4;
    private int pending;
    private Duration ago = Duration.ZERO;

    private Sightings(String name, Environment environment, boolean file, String version) {
        this.name = name;
        this.environment = environment;
        this.file = file;
        this.version = version;
    }

    static Sightings server(String name, Environment environment, String version) {
        return new Sightings(name, environment, false, version);
    }

    static Sightings file(String name, Environment environment) {
        return new Sightings(name, environment, true, "3.54.1");
    }

    Sightings check(String check, Status status, String value, String detail) {
        checks.add(new Check(check, status, null, value, detail));
        return this;
    }

    Sightings numbers(double latencyMillis, int used, int limit, double waitMillis, int waiting) {
        latency = latencyMillis;
        connections = used;
        most = limit;
        wait = waitMillis;
        pending = waiting;
        return this;
    }

    Sightings silent(int attempts, Duration since) {
        Attempt attempt = new Attempt(NOW.minusSeconds(9), Duration.ofSeconds(5), SILENT);
        link =
                new Link.Connecting(
                        java.util.Collections.nCopies(attempts, attempt),
                        5,
                        NOW.plusSeconds(4),
                        false);
        ago = since;
        return this;
    }

    Sightings paused() {
        link = new Link.Paused(NOW.minus(Duration.ofHours(2)));
        ago = Duration.ofHours(2);
        return this;
    }

    FleetRow row() {
        View view = view();
        return new FleetRow(
                view, Happening.of(view, NOW), view.stale(NOW), latency, recent(), pending, NOW);
    }

    private View view() {
        Target target =
                Target.of(
                        name,
                        file ? Engine.SQLITE : Engine.POSTGRESQL,
                        environment,
                        file
                                ? new Address.File(Path.of("/data/" + name + ".db"))
                                : new Address.Server("db", 5432, name, "app", Tls.DEFAULT, null));
        Map<Metric, Double> values =
                file
                        ? Map.of(Metric.PROCESSES, 1.0)
                        : Map.of(
                                Metric.CONNECTIONS, (double) connections,
                                Metric.MAX_CONNECTIONS, (double) most,
                                Metric.LONGEST_WAIT, wait);
        Identity.Role role = file ? Identity.Role.FILE : Identity.Role.PRIMARY;
        checks.add(new Check("connection", Status.OK, null, "3 ms", "answers"));
        return new View(
                target,
                link,
                new Identity(ServerVersion.parse(version), role, "f", null),
                new Reading.Sample(NOW.minus(ago), Duration.ofMillis(3), new Vitals(values)),
                new Health(checks, NOW),
                history(),
                Inside.UNSEEN,
                Duration.ofSeconds(5),
                Cost.NONE,
                null);
    }

    private History history() {
        Migration waits =
                new Migration(
                        "43",
                        "add carts",
                        "SQL",
                        "V43__add_carts.sql",
                        MigrationState.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new History(
                java.util.Collections.nCopies(pending, waits), "flyway_schema_history", "42", null);
    }

    private Series recent() {
        Random random = new Random(name.hashCode());
        long[] times = new long[60];
        double[] values = new double[60];
        for (int i = 0; i < 60; i++) {
            times[i] = NOW.minus(ago).toEpochMilli() - (59 - i) * 5000L;
            values[i] = latency * (0.8 + random.nextDouble() * 0.3);
        }
        return new Series(times, values);
    }
}
