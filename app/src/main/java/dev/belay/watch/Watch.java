package dev.belay.watch;

import dev.belay.activity.Who;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.History;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.news.Listeners;
import dev.belay.news.Subscription;
import dev.belay.target.LastSeen;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One watched target: connects, reads on its rhythm, notices what does not answer, and heals by
 * itself.
 *
 * <p>One look is in flight at a time, on a worker that may hang as long as the connection's
 * deadlines allow; the clock goes on beside it and tells the silence. State is guarded by the
 * monitor of what is known, which is never held over a call to a server.
 */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Target target;
    private final Workers workers;
    private final Clock clock;
    private final Examiner examiner;
    private final Lines lines;
    private final Known known;
    private final Look look;
    private final PoolerLook pooler;
    private final Listeners<View> listeners = new Listeners<>();
    private final @Nullable LastSeen before;

    private @Nullable Instant inFlight;
    private Subscription next = () -> {};

    Watch(
            Target target,
            Sessions sessions,
            Workers workers,
            Clock clock,
            Retry ladder,
            Checkup checkup,
            Past past,
            @Nullable LastSeen before) {
        this.target = target;
        this.workers = workers;
        this.clock = clock;
        this.before = before;
        this.lines = new Lines(sessions, target);
        this.known = new Known(target, ladder, clock);
        this.examiner =
                new Examiner(target, lines, workers, clock, checkup, past, known, this::examined);
        this.pooler = new PoolerLook(sessions, target, workers, clock, known::away);
        this.look = new Look(target, lines, clock, examiner, known, pooler);
    }

    /** Reads a target's migrations; blocks as long as the session's deadlines allow. */
    @FunctionalInterface
    public interface Past {
        History read(Session session, Target target) throws SQLException;
    }

    public Target target() {
        return target;
    }

    public Trail trail() {
        return known.trail();
    }

    /** The newest answered reading, or null if there was none. */
    public Reading.@Nullable Sample last() {
        return known.last();
    }

    /** Everything known now. */
    public View view() {
        synchronized (known) {
            return new View(
                    target,
                    known.link(),
                    known.identity(),
                    known.last(),
                    examiner.health(),
                    examiner.history(),
                    known.inside(),
                    known.rhythm(),
                    known.cost(lines.held()),
                    before);
        }
    }

    /** Tells every change from now on, on worker threads. */
    public Subscription subscribe(Consumer<View> listener) {
        return listeners.add(listener);
    }

    /** On screen or not: the target in focus is read more often. */
    public void focus(boolean onScreen) {
        synchronized (known) {
            if (!known.focus(onScreen)) {
                return;
            }
        }
        if (onScreen) {
            soon();
        }
        examiner.focus(onScreen);
        tell();
    }

    /** Reads this as well from now on, at once and with each look, until it is closed. */
    public Subscription want(Detail detail) {
        known.want(detail, 1);
        soon();
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                known.want(detail, -1);
            }
        };
    }

    /** Reads four times a second for ten minutes while it is on screen, or as usual again. */
    public void fast(boolean wish) {
        known.fast(wish ? clock.instant().plus(Rhythm.FAST_FOR) : null);
        soon();
        tell();
    }

    /** Until when it is read so often; null if it is read as usual. */
    public @Nullable Instant fastUntil() {
        return known.fastUntil();
    }

    /** Reads what this one holds as well, until another is named or nobody is. */
    public void choose(@Nullable Who who) {
        known.choose(who);
    }

    private void soon() {
        synchronized (known) {
            if (inFlight == null && known.link() instanceof Link.Live) {
                schedule(Duration.ZERO);
            }
        }
    }

    /**
     * Tries to connect at once, where it is not connected; begins the ladder anew after a refusal
     * or a pause.
     */
    public void tryNow() {
        synchronized (known) {
            if (known.closed() || inFlight != null || known.link() instanceof Link.Live) {
                return;
            }
            if (known.link() instanceof Link.Refused || known.paused()) {
                lines.reopen();
                known.begin();
            }
            schedule(Duration.ZERO);
        }
        tell();
    }

    /** Stops watching until {@link #tryNow}; both connections are given back. */
    public void pause() {
        synchronized (known) {
            if (known.away()) {
                return;
            }
            next.close();
            known.pause();
        }
        shut();
        tell();
    }

    /** Runs every check again, the costly ones as well, and reads the migrations anew. */
    public void recheck() {
        examiner.again(true);
    }

    void start() {
        synchronized (known) {
            schedule(Duration.ZERO);
        }
    }

    /** Ends without waiting for anything. */
    void close() {
        synchronized (known) {
            known.close();
            next.close();
        }
        shut();
    }

    private void shut() {
        lines.shut();
        pooler.close();
    }

    private void schedule(Duration delay) {
        next.close();
        if (!known.closed()) {
            next = workers.later(delay, this::tick);
        }
    }

    /** On the clock's thread: begins a look, or tells that the one in flight has no answer yet. */
    private void tick() {
        boolean tell = false;
        synchronized (known) {
            if (known.away()) {
                return;
            }
            Instant now = clock.instant();
            if (inFlight != null) {
                tell = known.overdue(inFlight, now);
                Duration rhythm = known.rhythm();
                schedule(rhythm.compareTo(Rhythm.OVERDUE) < 0 ? rhythm : Rhythm.OVERDUE);
            } else if (workers.run(lines.needsPlatformThread(), this::look)) {
                inFlight = now;
                tell = known.looking(now);
                schedule(Rhythm.OVERDUE);
            } else {
                schedule(known.rhythm());
            }
        }
        if (tell) {
            tell();
        }
    }

    /** On a worker: one look, whatever comes of it, and the next one planned. */
    private void look() {
        Duration again = Rhythm.RESTING;
        try {
            again = look.take();
        } catch (RuntimeException e) {
            // A watch that died of a bug would show old numbers as if they were new.
            LOG.error("Watching {} failed", target.name(), e);
            known.lost(
                    Problem.of(
                            "watch.failed",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage())));
        }
        synchronized (known) {
            inFlight = null;
            if (!known.paused()) {
                schedule(again);
            }
        }
        tell();
    }

    private void examined(Duration took, int statements) {
        known.examined(clock.instant(), took, statements);
        tell();
    }

    private void tell() {
        if (!known.closed()) {
            listeners.tell(view());
        }
    }
}
