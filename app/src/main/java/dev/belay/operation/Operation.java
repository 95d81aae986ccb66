package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Session;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

    /** True if it changes nothing that another operation relies on, so that it needs no claim. */
    default boolean beside() {
        return false;
    }

    /** What would be done now. Reads only. */
    Plan plan(Session session) throws SQLException;

    /** Why it cannot begin where its target cannot be connected to, with what could be done. */
    default Problem unreached(ConnectFailure failure) {
        return failure.problem();
    }

    /**
     * Makes sure of all that it will need, before the target is copied or changed.
     *
     * @throws dev.belay.message.BelayException if that is not as it should be
     */
    default void prepare(Work work) throws SQLException {}

    /** Takes away what {@link #prepare} made beside the target; called however the work ended. */
    default void release() {}

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

    /** The problem that it ends with when it is stopped on a wish. */
    default String stopped() {
        return "operation.cancelled";
    }

    /** Where what it made is to be looked at afterwards. */
    default Target made(Plan plan) {
        return plan.target();
    }

    /**
     * What became of it after it broke off, where its own plan, made once more, cannot tell.
     *
     * @param id what the journal knows it by
     * @param note what was noted before its last commit; null if it came to none
     * @param now its plan as it would be now
     */
    default Optional<Found> found(String id, @Nullable String note, Plan now)
            throws SQLException, ConnectException {
        return Optional.empty();
    }

    /**
     * What became of it after it broke off, where that is told without asking its target.
     *
     * @param id what the journal knows it by
     */
    default Optional<Found> apart(String id) {
        return Optional.empty();
    }

    /** Takes away what was left on its way when its process was killed. Under the claim. */
    default void tidy() throws SQLException, ConnectException {}

    /** What was done, a sentence each, for people; empty where there is nothing to tell. */
    List<String> told(R result);

    /**
     * Looks whether what should be there is there.
     *
     * @return what is not as it should be, a sentence each
     */
    List<String> verify(Session session, Plan plan, R result) throws SQLException;
}
