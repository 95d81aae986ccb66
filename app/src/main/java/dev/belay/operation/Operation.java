package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.Problem;

import java.sql.SQLException;
import java.util.List;

/**
 * Something that changes a target, for one call.
 *
 * @param <R> what it tells when it is done
 */
public interface Operation<R> {
    /** The command's word for it: {@code migrate}. */
    String name();

    /** True if a database file that is missing is made; else that is an error. */
    default boolean makesFile() {
        return false;
    }

    /** What would be done now. Reads only. */
    Plan plan(Session session) throws SQLException;

    /** What it tells where nothing was to be done. */
    R nothing(Plan plan);

    /**
     * Does what the plan says, no more. Everything it sends goes over the work's own connections,
     * so that it can be stopped.
     *
     * @throws dev.belay.message.BelayException if it fails, telling what was done and what was not
     */
    R work(Work work) throws SQLException;

    /**
     * How the work ended early, with what it left behind that somebody has to deal with.
     *
     * @param session open on the target after that
     * @param end the problem that it ended with
     */
    default Problem ended(Session session, Problem end) throws SQLException {
        return end;
    }

    /** What was done, a sentence each, for people; empty where there is nothing to tell. */
    List<String> told(R result);

    /**
     * Looks whether what should be there is there.
     *
     * @return what is not as it should be, a sentence each
     */
    List<String> verify(Session session, Plan plan, R result) throws SQLException;
}
