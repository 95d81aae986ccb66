package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

    /** So many seconds a connection has to show that it is alive. */
    private static final int ANSWER = 2;

    private final Sessions sessions;
    private final Target target;
    private @Nullable Session reading;
    private @Nullable Session spare;
    private boolean examined;
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
     * Connects for readings; blocks up to the deadlines. Where the server lets nobody in now, the
     * warm connection takes over. Null if these lines were shut meanwhile.
     */
    @Nullable Session openReading() throws ConnectException {
        Session session;
        try {
            session = sessions.open(target, Purpose.WATCH);
            // What ended the connection before may have ended this one, which nobody asked since.
            keep(warm());
        } catch (ConnectException e) {
            Session warm = e.failure().permanent() ? null : warm();
            if (warm == null) {
                throw e;
            }
            LOG.info("{}: goes on with its warm connection: {}", target.name(), e.getMessage());
            session = warm;
        }
        synchronized (this) {
            if (!shut) {
                reading = session;
                return session;
            }
        }
        session.abort();
        return null;
    }

    /** The warm connection, if it is free and answers; it is warm no more. */
    private @Nullable Session warm() {
        Session session;
        synchronized (this) {
            session = examined ? null : spare;
            if (session == null) {
                return null;
            }
            spare = null;
        }
        try {
            if (session.connection().isValid(ANSWER)) {
                return session;
            }
        } catch (SQLException e) {
            // It is as broken as the other.
        }
        session.abort();
        return null;
    }

    private void keep(@Nullable Session warm) {
        synchronized (this) {
            if (warm == null || (!shut && spare == null)) {
                spare = warm == null ? spare : warm;
                return;
            }
        }
        warm.abort();
    }

    /**
     * The warm connection, opened where it is not, until it is {@link #giveBack given back}; blocks
     * up to the deadlines. Null if these lines were shut.
     */
    @Nullable Session spare() throws ConnectException {
        Session open;
        synchronized (this) {
            open = spare;
            examined = true;
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

    /** The examination is over. */
    synchronized void giveBack() {
        examined = false;
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

    /** Gives that one back; the warm one may be all that is left. */
    void dropReading() {
        Session session;
        synchronized (this) {
            session = reading;
            reading = null;
        }
        if (session != null) {
            session.abort();
        }
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
