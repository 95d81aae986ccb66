package dev.belay.ui.overview;

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
import dev.belay.watch.Attempt;
import dev.belay.watch.Check;
import dev.belay.watch.Cost;
import dev.belay.watch.Health;
import dev.belay.watch.Inside;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;
import dev.belay.watch.Trail;
import dev.belay.watch.Trails;
import dev.belay.watch.View;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A quarter of an hour of a server in trouble: a lock queue, a missed minute, a migration. */
final class Incident {
    static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");
    static final int SECONDS = 905;
    static final Problem NO_ANSWER =
            new Problem(
                    "watch.silent",
                    "ledger-prod",
                    "db-3.internal:5432 accepts no connection within 5 s",
                    ExitCode.NO_CONNECTION);

    private Incident() {}

    static Target target() {
        return Target.of(
                "webshop-prod",
                Engine.POSTGRESQL,
                Environment.PRODUCTION,
                new Address.Server("db-7", 5432, "webshop", "app", Tls.DEFAULT, null));
    }

    static Trail trail() {
        Random random = new Random(7);
        Reading[] readings = new Reading[SECONDS];
        double commits = 1e6;
        double rollbacks = 1e4;
        for (int i = 0; i < SECONDS; i++) {
            Instant at = NOW.minusSeconds(SECONDS - 1 - i);
            if (i > SECONDS - 265 && i < SECONDS - 243) {
                readings[i] = new Reading.Missed(at, NO_ANSWER);
                continue;
            }
            double trouble = Math.max(0, i - 527);
            commits += Math.max(100, 440 - trouble * 0.8) + random.nextGaussian() * 9;
            rollbacks += 4 + trouble / 30;
            double latency =
                    Math.max(0.5, 3 + trouble / 130 + Math.abs(random.nextGaussian()) * 0.9);
            Map<Metric, Double> values = new EnumMap<>(Metric.class);
            values.put(Metric.ACTIVE, (double) Math.round(9 - trouble / 90 + random.nextInt(3)));
            values.put(Metric.IDLE, (double) 17 + random.nextInt(3));
            values.put(Metric.IDLE_IN_TRANSACTION, 1.0 + random.nextInt(2));
            values.put(Metric.WAITING, (double) Math.round(trouble / 27));
            values.put(Metric.CONNECTIONS, 47.0);
            values.put(Metric.MAX_CONNECTIONS, 100.0);
            values.put(Metric.LONGEST_WAIT, trouble > 0 ? trouble * 1000 : random.nextInt(4) * 2.0);
            values.put(Metric.COMMITS, commits);
            values.put(Metric.ROLLBACKS, rollbacks);
            values.put(Metric.LATENCY, latency);
            if (i % 60 == 0) {
                values.put(Metric.SIZE, 8.40e9 + i * 30_000.0);
            }
            readings[i] =
                    new Reading.Sample(
                            at, Duration.ofNanos((long) (latency * 1e6)), new Vitals(values));
        }
        return Trails.of(readings);
    }

    static View view(Link link, Trail trail, Duration ago) {
        return new View(
                target(),
                link,
                new Identity(
                        ServerVersion.parse("16.4"), Identity.Role.PRIMARY, "7391 / 16402", null),
                new Reading.Sample(
                        NOW.minus(ago),
                        Duration.ofMillis(9),
                        new Vitals(Map.of(Metric.MAX_CONNECTIONS, 100.0))),
                new Health(checks(), NOW),
                new History(List.of(applied()), "public.flyway_schema_history", "42", null),
                Inside.UNSEEN,
                Duration.ofSeconds(1),
                Cost.NONE,
                null);
    }

    private static Migration applied() {
        return new Migration(
                "42",
                "orders index",
                "SQL",
                "V42__orders_index.sql",
                MigrationState.SUCCESS,
                42,
                NOW.minusSeconds(624),
                "deploy",
                Duration.ofMillis(840),
                null,
                null,
                true);
    }

    static List<Attempt> attempts(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new Attempt(
                                        NOW.minusSeconds(12 - 7L * i),
                                        Duration.ofSeconds(5),
                                        NO_ANSWER))
                .toList();
    }

    static List<Check> checks() {
        return List.of(
                check("connection", Status.OK, "3.0 ms", "46 of 50 probes answered"),
                check("server", Status.OK, "16.4", "primary, up 41 d 6 h"),
                check("latency", Status.OK, "9.4 ms", "p95 of 60 probes, median 5.6 ms"),
                check("write_access", Status.OK, "yes", "owner of 38 tables"),
                check("tables", Status.OK, "38", "in public, billing"),
                check("migrations", Status.WARN, "1 pending", "V43 add carts"),
                check("connections", Status.WARN, "47 of 100", "above 40 for 4 min"),
                check(
                        "lock_waits",
                        Status.FAIL,
                        "6 min 18 s",
                        "14 wait on orders, behind pid 41872"),
                check("longest_transaction", Status.OK, "2.4 s", "pid 8812, posting"),
                check(
                        "idle_in_transaction",
                        Status.WARN,
                        "6 min 33 s",
                        "pid 41872, billing-worker; also the longest transaction"),
                check("size", Status.OK, "8.42 GB", "+31 MB since yesterday"),
                check("free_disk", Status.UNKNOWN, null, "a server cannot tell over SQL"),
                check("replication", Status.OK, "0.2 s", "2 standbys streaming"),
                check("archiver", Status.OK, "0 failed", "last segment 38 s ago"),
                check("transaction_id_age", Status.OK, "12 %", "241 M of 2,000 M"),
                check("rows", Status.OK, "1,204,881", "orders 1,204,881"));
    }

    private static Check check(String name, Status status, String value, String detail) {
        return new Check(name, status, null, value, detail);
    }
}
