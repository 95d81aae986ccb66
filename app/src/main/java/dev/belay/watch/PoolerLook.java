package dev.belay.watch;

import dev.belay.activity.Pooling;
import dev.belay.db.ConnectException;
import dev.belay.db.PoolerConsole;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Looks at the pooler of a target on a connection and a thread of its own, so that a console that
 * hangs delays no reading. One look is in flight at a time.
 */
final class PoolerLook {
    private static final Logger LOG = LoggerFactory.getLogger(PoolerLook.class);

    private final Sessions sessions;
    private final Target target;
    private final @Nullable Target console;
    private final Workers workers;
    private final Clock clock;
    private final BooleanSupplier away;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Answer<Pooling> known = Answer.none();
    private @Nullable PoolerConsole open;

    /**
     * @param away true when no connection is to be held any more
     */
    PoolerLook(
            Sessions sessions, Target target, Workers workers, Clock clock, BooleanSupplier away) {
        this.sessions = sessions;
        this.target = target;
        this.console = target.pgBouncer().orElse(null);
        this.workers = workers;
        this.clock = clock;
        this.away = away;
    }

    /** The newest that is known; the next look begins where none is under way. Waits for none. */
    Answer<Pooling> look() {
        Target at = console;
        if (at != null
                && busy.compareAndSet(false, true)
                && !workers.run(sessions.dialect(at).needsPlatformThread(), () -> take(at))) {
            busy.set(false);
        }
        return known;
    }

    private void take(Target at) {
        try {
            PoolerConsole now = console(at);
            if (now != null) {
                read(now);
            }
        } catch (ConnectException e) {
            missed(at, e.failure().problem());
        } catch (BelayException e) {
            missed(at, e.problem());
        } catch (RuntimeException e) {
            LOG.error("Looking at the pooler of {} failed", target.name(), e);
        } finally {
            busy.set(false);
        }
    }

    /** Null if nothing is to be held any more. */
    private @Nullable PoolerConsole console(Target at) throws ConnectException {
        synchronized (this) {
            if (open != null) {
                return open;
            }
        }
        PoolerConsole made = sessions.console(target, at);
        synchronized (this) {
            if (!away.getAsBoolean()) {
                open = made;
                return made;
            }
        }
        made.abort();
        return null;
    }

    private void read(PoolerConsole now) {
        try {
            known = Answer.of(Pooling.read(now), clock.instant());
        } catch (SQLException e) {
            // One that was given back from under the look has not failed.
            if (holds(now)) {
                missed(now.target(), now.failure(e).problem());
                close();
            }
        }
    }

    private synchronized boolean holds(PoolerConsole console) {
        return open == console;
    }

    private void missed(Target at, Problem problem) {
        String why = Messages.text("watch.inside.pooler", at.place(), problem.why());
        known = known.missed(why, clock.instant());
    }

    /** Gives the connection back, without waiting for the console; the next look makes another. */
    void close() {
        PoolerConsole before;
        synchronized (this) {
            before = open;
            open = null;
        }
        if (before != null) {
            before.abort();
        }
    }
}
