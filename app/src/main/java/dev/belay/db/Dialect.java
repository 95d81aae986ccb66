package dev.belay.db;

import dev.belay.target.Engine;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is different in mechanism from engine to engine; a difference of words is a file under
 * {@code sql/<engine>}. Every method may block up to the deadlines of the session's {@link
 * Purpose}, and no longer.
 */
public interface Dialect {
    Engine engine();

    /** True where calls are native and would pin the carrier of a virtual thread. */
    boolean needsPlatformThread();

    /**
     * Opens a connection with every deadline set, read-only unless the purpose writes; only for one
     * that writes is a missing file made. Structured fields only: no URL of the user's is passed
     * on.
     */
    Connection connect(Target target, @Nullable Secret password, Purpose purpose)
            throws SQLException;

    /**
     * Opens a connection to the admin console of the engine's pooler, with the deadlines of {@link
     * Purpose#WATCH}.
     *
     * @param console where it is
     * @throws SQLException also where the engine has no pooler that Belay knows
     */
    default Connection console(Target console, @Nullable Secret password) throws SQLException {
        throw new SQLFeatureNotSupportedException(engine() + " has no pooler");
    }

    /**
     * Tells why {@link #connect} failed, or why a session broke, in Belay's words, and whether
     * another try can help.
     */
    ConnectFailure failure(Target target, SQLException failure);

    /** Where in a statement an error is, in characters from 1, if the engine tells. */
    default OptionalInt position(SQLException failure) {
        return OptionalInt.empty();
    }

    /** Which database answered. */
    Identity identify(Session session) throws SQLException;

    /**
     * Which database stands in the target's place, where that is told without opening it; empty
     * where it is not, or where there is none.
     */
    default Optional<Standing> standing(Target target) {
        return Optional.empty();
    }

    /**
     * Keeps the purpose's deadline for one statement where the session cannot keep it by itself; to
     * be closed when the statement's answer has been read.
     */
    Guard guard(Statement statement, Purpose purpose) throws SQLException;

    /**
     * The one place of an operation on the target, not taken yet. It is held by a session of the
     * server's, or by a lock beside the file, so that it ends with whoever holds it.
     *
     * @param holder who asks for it, for others to read: {@code migrate by ana@ws-12}
     */
    Claim claim(Target target, @Nullable Secret password, String holder) throws SQLException;

    /** Asks the engine to stop what runs on a connection; may block for the cancel deadline. */
    void interrupt(Connection connection) throws SQLException;

    /** Ends a connection at once, whatever runs on it; never waits for the server. */
    void abort(Connection connection);

    /**
     * The numbers of one reading in one round trip, {@link Metric#LATENCY} of that round trip among
     * them. What is dear to ask is asked more seldom, and carried over in between.
     */
    Vitals vitals(Session session) throws SQLException;

    WriteAccess writeAccess(Session session) throws SQLException;

    /**
     * Writes for real and rolls back; only on demand. Opens its own connection.
     *
     * @return what was written and rolled back, one sentence
     */
    String probeWrite(Target target, @Nullable Secret password) throws SQLException;

    /** Bytes free where the database lives, if that can be known from here. */
    OptionalLong freeDisk(Session session);

    /**
     * Processes that hold locks on the database's file; empty where there is no file or the system
     * does not tell.
     */
    List<FileHolder> holders(Session session);

    /**
     * True where an error means "your role may not see this", which is an answer and not a failure.
     */
    boolean notPermitted(SQLException failure);
}
