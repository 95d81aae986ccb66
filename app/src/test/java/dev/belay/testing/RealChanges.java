package dev.belay.testing;

import dev.belay.db.Forwarding;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.message.BelayException;
import dev.belay.operation.Approval;
import dev.belay.operation.Armed;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditSeal;
import dev.belay.operation.Consent;
import dev.belay.operation.Init;
import dev.belay.operation.Journal;
import dev.belay.operation.Migrate;
import dev.belay.operation.Operation;
import dev.belay.operation.Progress;
import dev.belay.operation.Rollback;
import dev.belay.operation.Runner;
import dev.belay.operation.Safeguard;
import dev.belay.operation.Stop;
import dev.belay.store.Store;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Real changes of real databases for tests of other packages, with a store of their own. */
public final class RealChanges implements AutoCloseable {
    private final Store store;
    private final Audit audit;
    private final Runner runner;
    private final Sessions sessions;
    private final Histories histories = new Histories();
    private final Safeguard waived = new Safeguard(new NoCopies(), true);

    /**
     * @param home where the store is, and the audit's seal
     */
    public RealChanges(Path home) {
        store = Store.open(Around.home(home));
        audit = new Audit(store, new AuditSeal(home), Clock.systemUTC());
        sessions =
                new Sessions(
                        engine ->
                                engine == Engine.SQLITE
                                        ? new SqliteDialect()
                                        : new PostgresqlDialect(),
                        target -> null,
                        Forwarding.NONE);
        runner =
                new Runner(
                        sessions,
                        new Journal(store, Clock.systemUTC()),
                        audit,
                        new NoCopies(),
                        Clock.systemUTC());
    }

    public Audit audit() {
        return audit;
    }

    public void init(Target target) {
        run(target, new Init(target, sessions, histories, waived), target.databaseName());
    }

    public void migrate(Target target) {
        run(target, new Migrate(target, histories, waived, null), target.databaseName());
    }

    public void rollback(Target target, String to) {
        run(target, new Rollback(target, histories, waived, to), target.databaseName());
    }

    /** Tries to roll back with a name that is not the database's. */
    public void refused(Target target, String to) {
        try {
            run(target, new Rollback(target, histories, waived, to), "another");
        } catch (BelayException e) {
            return;
        }
        throw new IllegalStateException("it was not refused");
    }

    private void run(Target target, Operation<?> operation, String typed) {
        runner.run(
                target,
                operation,
                plan -> {
                    Instant now = Instant.now();
                    return Approval.of(
                            plan, new Consent.Typed(typed), Armed.from(target, now), now);
                },
                new Runner.Manner(Progress.NONE, new Stop(), Duration.ofSeconds(20)));
    }

    @Override
    public void close() {
        store.close();
    }
}
