package dev.belay.ui.kit;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditSeal;
import dev.belay.operation.Changes;
import dev.belay.operation.Interruptions;
import dev.belay.operation.Journal;
import dev.belay.operation.Recovery;
import dev.belay.store.Store;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import java.time.Clock;

/** Real watches for tests of screens: both engines, every check, the history. */
public final class Watching {
    private Watching() {}

    public static Sessions sessions() {
        return new Sessions(
                engine ->
                        switch (engine) {
                            case SQLITE -> new SqliteDialect();
                            case POSTGRESQL -> new PostgresqlDialect();
                            case MYSQL, MARIADB -> throw new IllegalArgumentException();
                        },
                target -> null,
                Forwarding.NONE);
    }

    /** Changes of a console whose store nobody asks for. */
    public static Changes noChanges(Clock clock) {
        return new Changes(
                () -> {
                    throw new IllegalStateException("no operation here");
                },
                () -> {
                    throw new IllegalStateException("no operation here");
                },
                () -> {
                    throw new IllegalStateException("no operation here");
                },
                clock);
    }

    /** What is to be told by a store of interrupted operations, on targets that nobody watches. */
    public static Interruptions interruptions(Store store, Clock clock) {
        AuditSeal seal = new AuditSeal(store.file().getParent());
        Recovery recovery =
                new Recovery(
                        sessions(),
                        new Journal(store, clock),
                        new Audit(store, seal, clock),
                        entry -> {
                            throw new IllegalStateException("no operation here");
                        });
        return new Interruptions(() -> recovery, target -> Interruptions.Reach.UNKNOWN, clock);
    }

    public static Watches watches() {
        return new Watches(
                sessions(),
                target -> new HealthRound(Clock.systemUTC()),
                new Histories()::read,
                Clock.systemUTC(),
                Retry.PATIENT);
    }
}
