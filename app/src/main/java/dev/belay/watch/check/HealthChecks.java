package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.watch.Check;
import dev.belay.watch.Health;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The list of all checks, and the one place that runs them and judges their errors. */
public final class HealthChecks {
    private static final List<HealthCheck> ALL =
            List.of(
                    new ConnectionCheck(),
                    new ServerCheck(),
                    new LatencyCheck(),
                    new WriteAccessCheck(),
                    new TablesCheck(),
                    new RowsCheck(),
                    new MigrationsCheck(),
                    new ConnectionsCheck(),
                    new LockWaitsCheck(),
                    new LongestTransactionCheck(),
                    new IdleInTransactionCheck(),
                    new SizeCheck(),
                    new FreeDiskCheck(),
                    new JournalCheck(),
                    new WalCheck(),
                    new PagesCheck(),
                    new WriterCheck(),
                    new ReplicationCheck(),
                    new ReplicationSlotsCheck(),
                    new ArchiverCheck(),
                    new InvalidIndexesCheck(),
                    new PendingRestartCheck(),
                    new TransactionIdAgeCheck(),
                    new LastBackupCheck());

    private HealthChecks() {}

    /** Every check there is, in the order they are shown. */
    public static List<HealthCheck> list() {
        return ALL;
    }

    /**
     * Runs all checks once.
     *
     * @throws SQLException only if the connection itself was lost
     */
    public static Health all(CheckContext context, Instant now) throws SQLException {
        return of(ALL, context, now);
    }

    /**
     * Runs those checks once that have one of the names.
     *
     * @throws SQLException only if the connection itself was lost
     */
    public static Health some(Set<String> names, CheckContext context, Instant now)
            throws SQLException {
        return of(ALL.stream().filter(c -> names.contains(c.name())).toList(), context, now);
    }

    private static Health of(List<HealthCheck> some, CheckContext context, Instant now)
            throws SQLException {
        List<Check> checks = new ArrayList<>();
        for (HealthCheck check : some) {
            Check done = run(check, context);
            if (done != null) {
                checks.add(done);
            }
        }
        return new Health(checks, now);
    }

    /** Runs one check; null where it does not apply. */
    static @Nullable Check run(HealthCheck check, CheckContext context) throws SQLException {
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = check.find(context);
        } catch (SQLException e) {
            if (lost(context.session(), e)) {
                throw e;
            }
            finding =
                    context.session().dialect().notPermitted(e)
                            ? Finding.notPermitted(context.target())
                            : Finding.unknown(Messages.text("check.unknown", ServerWords.of(e)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return finding == null ? null : finding.named(check.name(), check.asks() ? took : null);
    }

    /** True if an error means that the session is gone, and not that one question failed. */
    static boolean lost(Session session, SQLException failure) {
        String state = failure.getSQLState();
        if (state != null && state.startsWith("08")) {
            return true;
        }
        try {
            return session.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
