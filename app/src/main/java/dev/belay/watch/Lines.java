package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * The two connections a watch holds: one for readings, and a warm one that examinations use, so
 * that a slow check never makes a gap in a chart and Belay is still inside when {@code
 * max_connections} is reached.
 */
final class Lines {
    private final Sessions sessions;
    private final Target target;
    private @Nullable Session reading;
    private @Nullable Session spare;
    private boolean closed;

    Lines(Sessions sessions, Target target) {
        this.sessions = sessions;
        this.target = target;
    }

    boolean needsPlatformThread() {
        return sessions.dialect(target).needsPlatformThread();
    }

    synchronized @Nullable Session reading() {
        return reading;
    }

    synchronized int held() {
        return (reading == null ? 0 : 1) + (spare == null ? 0 : 1);
    }

    /** Connects for readings; blocks up to the deadlines. */
    Session openReading() throws ConnectException {
        Session session = sessions.open(target, Purpose.WATCH);
        synchronized (this) {
            if (!closed) {
                reading = session;
                return session;
            }
        }
        session.abort();
        return session;
    }

    /** The warm connection, opened where it is not; blocks up to the deadlines. */
    Session spare() throws ConnectException {
        Session open;
        synchronized (this) {
            open = spare;
        }
        if (open != null && !dead(open)) {
            return open;
        }
        Session session = sessions.open(target, Purpose.WATCH);
        synchronized (this) {
            if (!closed) {
                spare = session;
                return session;
            }
        }
        session.abort();
        return session;
    }

    static boolean dead(Session session) {
        try {
            return session.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    synchronized void dropReading() {
        drop(reading);
        reading = null;
    }

    synchronized void dropSpare() {
        drop(spare);
        spare = null;
    }

    private static void drop(@Nullable Session session) {
        if (session != null) {
            session.abort();
        }
    }

    /** Ends both; opens none any more until {@link #reopen}. */
    synchronized void close() {
        closed = true;
        dropReading();
        dropSpare();
    }

    synchronized void reopen() {
        closed = false;
    }
}
