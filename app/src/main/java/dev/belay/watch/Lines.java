package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
    private boolean shut;

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

    /**
     * Connects for readings; blocks up to the deadlines. Null if these lines were shut meanwhile.
     */
    @Nullable Session openReading() throws ConnectException {
        Session session = sessions.open(target, Purpose.WATCH);
        synchronized (this) {
            if (!shut) {
                reading = session;
                return session;
            }
        }
        session.abort();
        return null;
    }

    /**
     * The warm connection, opened where it is not; blocks up to the deadlines. Null if these lines
     * were shut.
     */
    @Nullable Session spare() throws ConnectException {
        Session open;
        synchronized (this) {
            open = spare;
        }
        if (open != null && !dead(open)) {
            return open;
        }
        Session session = sessions.open(target, Purpose.WATCH);
        synchronized (this) {
            if (!shut) {
                spare = session;
                return session;
            }
        }
        session.abort();
        return null;
    }

    static boolean dead(Session session) {
        try {
            return session.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Gives both back; a server that hangs may make this wait. */
    void drop() {
        take().forEach(Session::abort);
    }

    private synchronized List<Session> take() {
        List<Session> taken =
                Stream.of(reading, spare)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
        reading = null;
        spare = null;
        return taken;
    }

    void dropSpare() {
        Session session;
        synchronized (this) {
            session = spare;
            spare = null;
        }
        if (session != null) {
            session.abort();
        }
    }

    /**
     * Lets no connection in until {@link #reopen}, and gives back those there are on a thread of
     * its own; one that is being made is given back when it comes.
     */
    synchronized void shut() {
        shut = true;
        List<Session> taken = take();
        Thread.ofPlatform().daemon().name("watch-close").start(() -> taken.forEach(Session::abort));
    }

    synchronized void reopen() {
        shut = false;
    }
}
