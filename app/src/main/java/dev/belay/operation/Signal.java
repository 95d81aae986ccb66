package dev.belay.operation;

import dev.belay.activity.Columns;
import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What became of one signal.
 *
 * @param query when the query began that ran then; null if none had
 */
record Signal(Kind kind, @Nullable Instant query) {
    enum Kind {
        SENT,
        /** Nobody had that number any more. */
        GONE,
        /** It was another session, or in another transaction: it was left alone. */
        CHANGED,
        /** The server refused it. */
        DENIED
    }

    /**
     * Sends it, if the session is the one that is meant: the server compares in the statement that
     * signals.
     *
     * @param session in auto-commit, since a transaction goes on with what it saw first
     */
    static Signal send(Session session, Victim victim, boolean terminate) throws SQLException {
        if (!session.connection().getAutoCommit()) {
            throw new IllegalStateException("in a transaction");
        }
        try {
            List<Signal> answers =
                    session.all(
                            terminate ? "kill-terminate" : "kill-cancel",
                            row ->
                                    new Signal(
                                            kind(row.getObject("signalled", Boolean.class)),
                                            Columns.instant(row, "query_start")),
                            victim.arguments());
            return answers.isEmpty() ? new Signal(Kind.GONE, null) : answers.getFirst();
        } catch (SQLException e) {
            if (!session.dialect().notPermitted(e)) {
                throw e;
            }
            return new Signal(Kind.DENIED, null);
        }
    }

    private static Kind kind(@Nullable Boolean signalled) {
        if (signalled == null) {
            return Kind.CHANGED;
        }
        return signalled ? Kind.SENT : Kind.GONE;
    }

    boolean sent() {
        return kind == Kind.SENT;
    }
}
