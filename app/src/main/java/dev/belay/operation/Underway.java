package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.time.Duration;

/** What a server goes on with after its client is lost: it had been sent, and takes effect yet. */
final class Underway {
    /** A server looks every five seconds whether its client is there. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration AGAIN = Duration.ofMillis(50);

    private Underway() {}

    /**
     * True if something goes on still when a server should have noticed; waits for that. Only where
     * no operation can have begun since.
     *
     * @param transaction the number of one that was about to be committed, or empty
     */
    static boolean after(Sessions sessions, Target target, String transaction)
            throws ConnectException, SQLException {
        if (!Sessions.onServer(target)) {
            return false;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Session session = sessions.open(target, Purpose.PLAN)) {
            while (goesOn(session, transaction)) {
                if (System.nanoTime() >= until) {
                    return true;
                }
                try {
                    Thread.sleep(AGAIN);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean goesOn(Session session, String transaction) throws SQLException {
        if (session.can("work-locks")
                && !session.all("work-locks", row -> row.getInt("pid")).isEmpty()) {
            return true;
        }
        return !transaction.isEmpty()
                && session.can("transaction-status")
                && "in progress"
                        .equals(
                                session.one(
                                        "transaction-status",
                                        row -> row.getString("status"),
                                        transaction));
    }

    /** The number of the transaction an operation was about to commit, or empty. */
    static String transaction(Journal journal, String operation) {
        Journal.Reached last = journal.phases(operation).getLast();
        return last.phase() == Phase.COMMITTING ? last.note() : "";
    }
}
