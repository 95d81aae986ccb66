package dev.belay.operation;

import dev.belay.db.Purpose;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Tries again where a statement only waited too long for a lock: three times in all, with longer
 * and longer pauses in which everyone else gets through.
 */
final class LockTries {
    /** PostgreSQL's lock_not_available. */
    static final String LOCK_TIMEOUT = "55P03";

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private final Target target;
    private int tries = 1;

    LockTries(Target target) {
        this.target = target;
    }

    /** Waits, and is true, if the failure was such a wait and a try is left. */
    boolean again(@Nullable SQLException failure, Work work) {
        if (failure == null
                || !LOCK_TIMEOUT.equals(failure.getSQLState())
                || tries > PAUSES.size()) {
            return false;
        }
        Duration pause = PAUSES.get(tries - 1);
        tries++;
        work.at(
                Phase.EXECUTING,
                Messages.text("operation.lock.again", tries, PAUSES.size() + 1, target.name()),
                OptionalDouble.empty());
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A statement outside a transaction would leave half its work behind if it gave up waiting. */
    static void timeout(Target target, Connection connection, boolean limited) throws SQLException {
        if (target.engine() != Engine.POSTGRESQL) {
            return;
        }
        long millis = limited ? Purpose.WORK.lock().toMillis() : 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + millis);
        }
    }
}
