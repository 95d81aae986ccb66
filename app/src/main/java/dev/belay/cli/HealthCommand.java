package dev.belay.cli;

import dev.belay.db.Purpose;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.check.CheckContext;
import dev.belay.watch.check.HealthChecks;
import dev.belay.watch.check.LastBackup;
import dev.belay.watch.check.OnDemand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code belay health}: is the target well, ready, or at least alive? */
@Command(name = "health")
final class HealthCommand implements Action {
    private static final Set<String> READY = Set.of("connection", "migrations");

    @Option(names = "--live")
    boolean live;

    @Option(names = "--ready")
    boolean ready;

    @Option(names = "--wait")
    boolean wait;

    @Option(names = "--count", paramLabel = "TABLE", split = ",")
    List<String> count = List.of();

    @Option(names = "--probe-write")
    boolean probeWrite;

    @Option(names = "--quick-check")
    boolean quickCheck;

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        if ((live || ready) && (live == ready || probeWrite || quickCheck || !count.isEmpty())) {
            throw Problem.of("cli.health.alone", "", ExitCode.USAGE).asException();
        }
        Target target = counting(call.target());
        new Crashes(call).tellOpen(target);
        HealthReport report = new HealthReport(call, target);
        try {
            Retry retry = wait ? Retry.PATIENT : Retry.ONCE;
            try (Session session = new Connector(call).open(target, Purpose.WATCH, retry)) {
                return examine(call, report, session);
            }
        } catch (SQLException e) {
            Problem problem = call.parts().sessions().dialect(target).failure(target, e).problem();
            return report.lost(problem);
        } catch (BelayException e) {
            if (e.problem().exit() != ExitCode.NO_CONNECTION) {
                throw e;
            }
            return report.lost(e.problem());
        }
    }

    private ExitCode examine(Call call, HealthReport report, Session session) throws SQLException {
        Clock clock = Clock.systemUTC();
        Target target = session.target();
        if (live) {
            session.select("select 1", row -> row.getInt(1));
            CheckContext context = CheckContext.once(session, null);
            return report.all(
                    session, HealthChecks.some(Set.of("connection"), context, clock.instant()));
        }
        History history = call.parts().histories().read(session, target);
        LastBackup backups = BackupHealth.of(call.parts().archive().backups(), session);
        CheckContext context = CheckContext.once(session, history, backups);
        if (ready) {
            Health health = HealthChecks.some(READY, context, clock.instant());
            return report.ready(session, health, unready(target, history));
        }
        Health health = HealthChecks.all(context, clock.instant());
        return report.all(session, withDemanded(call, session, health, clock));
    }

    /** Why the target is not ready, or null if it is. */
    private static @Nullable String unready(Target target, History history) {
        if (history.failed() > 0 || history.pending() > 0) {
            return Messages.text("cli.health.unready", history.failed(), history.pending());
        }
        // A folder that somebody named and that cannot be read may hold anything; the default one
        // that is not there holds nothing.
        boolean named =
                target.folders().migrations() != null || !target.flyway().locations().isEmpty();
        boolean expected = named || Files.exists(target.migrations());
        return history.folderKnown() || !expected ? null : history.folderProblem();
    }

    private Target counting(Target target) {
        if (count.isEmpty()) {
            return target;
        }
        Thresholds t = target.thresholds();
        Set<String> tables = new LinkedHashSet<>(t.countedTables());
        tables.addAll(count);
        return target.withThresholds(
                new Thresholds(
                        t.poolWarn(),
                        t.poolLimit(),
                        t.lockWait(),
                        t.longTransaction(),
                        t.idleInTransaction(),
                        t.latency(),
                        t.freeDisk(),
                        List.copyOf(tables)));
    }

    private Health withDemanded(Call call, Session session, Health health, Clock clock)
            throws SQLException {
        List<Check> demanded = new ArrayList<>();
        if (quickCheck) {
            Check whole = OnDemand.integrity(session);
            if (whole != null) {
                demanded.add(whole);
            }
        }
        if (probeWrite) {
            call.out().progress(OnDemand.writeAnnounced());
            demanded.add(new WriteProbe(call, clock).write(session.target()));
        }
        List<Check> checks = new ArrayList<>(health.checks());
        for (Check check : demanded) {
            // What was found by doing it stands in the place of what was found by asking.
            int place = checks.stream().map(Check::name).toList().indexOf(check.name());
            if (place < 0) {
                checks.add(check);
            } else {
                checks.set(place, check);
            }
        }
        return new Health(checks, health.checkedAt());
    }
}
