package dev.belay.activity;

import dev.belay.db.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What one session holds, or one prepared transaction.
 *
 * @param locks the strongest first
 */
public record Holds(Who who, List<Held> locks) {

    /**
     * One lock.
     *
     * @param mode as SQL has it: {@code ROW EXCLUSIVE}
     * @param object its name for people: {@code orders}
     */
    public record Held(String mode, String object) {}

    public Holds {
        locks = List.copyOf(locks);
    }

    /**
     * Reads them, in one round trip. Empty where the engine has no sessions.
     *
     * @throws SQLException also where the purpose's deadline ended it
     */
    public static Optional<Holds> read(Session session, Who who) throws SQLException {
        return session.can("session-locks")
                ? Optional.of(
                        new Holds(
                                who,
                                session.all("session-locks", Holds::held, who.gid(), who.pid())))
                : Optional.empty();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(LockWait.words(row.getString("mode")), Locks.object(row));
    }
}
