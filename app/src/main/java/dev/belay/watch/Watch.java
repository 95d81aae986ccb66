package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.History;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One watched target: connects, reads on its rhythm, notices what does not answer, and heals by
 * itself.
 *
 * <p>One look is in flight at a time, on a worker that may hang as long as the connection's
 * deadlines allow; the clock goes on beside it and tells the silence. State is guarded by this
 * object's monitor, which is never held over a call to a server.
 */
public final class Watch implements Examiner.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int LOST_ATTEMPTS_KEPT = 5;

    private final Target target;
    private final Workers workers;
    private final Clock clock;
    private final Retry retry;
    private final Examiner examiner;
    private final Lines lines;
    private final Trail trail = new Trail();
    private final Listeners<View> listeners = new Listeners<>();
    private final CostMeter cost;

    private Link link;
    private @Nullable Identity identity;
    private Reading.@Nullable Sample last;
    private @Nullable Instant inFlight;
    private final List<Attempt> failed = new ArrayList<>();
    private int failures;
    private boolean focused;
    private boolean everConnected;
    private boolean closed;
    private Subscription next = () -> {};

    Watch(
            Target target,
            Sessions sessions,
            Workers workers,
            Clock clock,
            Retry retry,
            Checkup checkup,
            Past past) {
        this.target = target;
        this.workers = workers;
        this.clock = clock;
        this.retry = retry;
        this.lines = new Lines(sessions, target);
        this.cost = new CostMeter(clock.instant());
        this.link = new Link.Connecting(List.of(), retry.attempts(), clock.instant(), false);
        this.examiner =
                new Examiner(target, lines, workers, clock, checkup, past, this, this::examined);
    }

    /** Reads a target's migrations; blocks as long as the session's deadlines allow. */
    @FunctionalInterface
    public interface Past {
        History read(Session session, Target target) throws SQLException;
    }

    public Target target() {
        return target;
    }

    @Override
    public Trail trail() {
        return trail;
    }

    /** Everything known now. */
    public synchronized View view() {
        return new View(
                target,
                link,
                identity,
                last,
                examiner.health(),
                examiner.history(),
                rhythm(),
                cost.read(clock.instant(), lines.held()));
    }

    /** Tells every change from now on, on worker threads. */
    public Subscription subscribe(Consumer<View> listener) {
        return listeners.add(listener);
    }

    /** On screen or not: the target in focus is read more often. */
    public void focus(boolean onScreen) {
        synchronized (this) {
            if (focused == onScreen) {
                return;
            }
            focused = onScreen;
            if (inFlight == null && link instanceof Link.Live && onScreen) {
                schedule(Duration.ZERO);
            }
        }
        examiner.focus(onScreen);
        tell();
    }

    /**
     * Tries to connect at once, where it is not connected; begins the ladder anew after a refusal.
     */
    public void tryNow() {
        synchronized (this) {
            if (closed || inFlight != null || link instanceof Link.Live) {
                return;
            }
            if (link instanceof Link.Refused || link instanceof Link.Paused) {
                begin();
            }
            schedule(Duration.ZERO);
        }
        tell();
    }

    /** Stops watching until {@link #tryNow}; both connections are given back. */
    public void pause() {
        synchronized (this) {
            if (closed || link instanceof Link.Paused) {
                return;
            }
            next.close();
            link = new Link.Paused(clock.instant());
        }
        lines.close();
        tell();
    }

    /** Runs every check again, the costly ones as well. */
    public void recheck() {
        examiner.again(true);
    }

    void start() {
        synchronized (this) {
            schedule(Duration.ZERO);
        }
    }

    /** Ends without waiting for anything. */
    void close() {
        synchronized (this) {
            closed = true;
            next.close();
        }
        // Closing a connection to a server that hangs may itself hang: not on the caller's thread.
        Thread.ofPlatform().daemon().name("watch-close").start(lines::close);
    }

    private void begin() {
        lines.reopen();
        failed.clear();
        failures = 0;
        everConnected = false;
        link = new Link.Connecting(List.of(), retry.attempts(), clock.instant(), false);
    }

    private Duration rhythm() {
        return focused ? Rhythm.FOCUSED : Rhythm.RESTING;
    }

    private void schedule(Duration delay) {
        next.close();
        if (!closed) {
            next = workers.later(delay, this::tick);
        }
    }

    private void tick() {
        boolean tell = false;
        synchronized (this) {
            if (closed || link instanceof Link.Paused) {
                return;
            }
            if (inFlight != null) {
                tell = overdue(inFlight);
                schedule(rhythm().compareTo(Rhythm.OVERDUE) < 0 ? rhythm() : Rhythm.OVERDUE);
            } else if (workers.run(lines.needsPlatformThread(), this::look)) {
                inFlight = clock.instant();
                tell = trying();
                schedule(Rhythm.OVERDUE);
            } else {
                schedule(rhythm());
            }
        }
        if (tell) {
            tell();
        }
    }

    /** Marks the attempt that begins, where there is no connection. */
    private boolean trying() {
        Instant now = clock.instant();
        link =
                switch (link) {
                    case Link.Connecting c -> new Link.Connecting(c.done(), c.of(), now, true);
                    case Link.Lost l ->
                            new Link.Lost(
                                    l.problem(), l.since(), l.done(), l.attempts(), now, true);
                    default -> link;
                };
        return !(link instanceof Link.Live);
    }

    private boolean overdue(Instant since) {
        Instant now = clock.instant();
        if (!(link instanceof Link.Live || link instanceof Link.Silent)) {
            return false;
        }
        Duration waited = Duration.between(since, now);
        Problem problem =
                Problem.of(
                        "watch.silent",
                        target.name(),
                        ExitCode.NO_CONNECTION,
                        Units.duration(waited));
        trail.add(new Reading.Missed(now, problem));
        link = new Link.Silent(problem, link instanceof Link.Silent s ? s.since() : since);
        return true;
    }

    private void look() {
        Duration again = rhythmOf(this::lookOnce);
        synchronized (this) {
            inFlight = null;
            if (!(link instanceof Link.Paused)) {
                schedule(again);
            }
        }
        tell();
    }

    private Duration rhythmOf(java.util.function.Supplier<Duration> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            // A watch that died of a bug would show old numbers as if they were new.
            LOG.error("Watching {} failed", target.name(), e);
            lost(
                    Problem.of(
                            "watch.failed",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage())));
            return Rhythm.RESTING;
        }
    }

    private Duration lookOnce() {
        Session session = lines.reading();
        if (session == null) {
            session = connect();
            if (session == null) {
                return nextAttempt();
            }
        }
        return read(session);
    }

    private @Nullable Session connect() {
        Instant began = clock.instant();
        long start = System.nanoTime();
        ConnectFailure failure;
        try {
            Session session = lines.openReading();
            connected(session);
            return session;
        } catch (ConnectException e) {
            failure = e.failure();
        } catch (BelayException e) {
            failure = new ConnectFailure(e.problem(), true);
        }
        refused(
                new Attempt(began, Duration.ofNanos(System.nanoTime() - start), failure.problem()),
                failure);
        return null;
    }

    private synchronized void connected(Session session) {
        LOG.info("{}: connected to {}", target.name(), session.identity());
        if (identity != null && !identity.fingerprint().equals(session.identity().fingerprint())) {
            LOG.warn("{}: another database answers than before", target.name());
        }
        identity = session.identity();
        link = new Link.Live(clock.instant());
        everConnected = true;
        failures = 0;
        failed.clear();
    }

    private synchronized void refused(Attempt attempt, ConnectFailure failure) {
        failures++;
        failed.add(attempt);
        if (failed.size() > Math.max(LOST_ATTEMPTS_KEPT, retry.attempts())) {
            failed.removeFirst();
        }
        LOG.info("{}: attempt {} failed: {}", target.name(), failures, failure.problem().why());
        trail.add(new Reading.Missed(attempt.at(), failure.problem()));
        if (link instanceof Link.Paused) {
            return;
        }
        Instant now = clock.instant();
        if (failure.permanent()) {
            link =
                    new Link.Refused(
                            failure.problem(), link instanceof Link.Refused r ? r.since() : now);
        } else if (!everConnected && failures < retry.attempts()) {
            link =
                    new Link.Connecting(
                            failed, retry.attempts(), now.plus(retry.waits().get(failures)), false);
        } else {
            Instant since = link instanceof Link.Lost l ? l.since() : now;
            link =
                    new Link.Lost(
                            failure.problem(),
                            since,
                            failed,
                            failures,
                            now.plus(Rhythm.RECONNECT),
                            false);
        }
    }

    private synchronized Duration nextAttempt() {
        Instant now = clock.instant();
        return switch (link) {
            case Link.Connecting c -> Duration.between(now, c.nextAt());
            case Link.Lost l -> Duration.between(now, l.nextAt());
            case Link.Refused r when target.address() instanceof Address.File -> Rhythm.FILE_AGAIN;
            // A server that said no is asked again by a person, not by a clock: lockouts are real.
            case Link.Refused r -> Duration.ofDays(365);
            default -> rhythm();
        };
    }

    private Duration read(Session session) {
        Dialect dialect = session.dialect();
        long start = System.nanoTime();
        try {
            var vitals = dialect.vitals(session);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            answered(
                    new Reading.Sample(
                            clock.instant(),
                            took,
                            vitals.with(Metric.LATENCY, took.toNanos() / 1e6)));
        } catch (SQLException e) {
            return unanswered(session, e);
        }
        examiner.due();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration rest = Rhythm.jitter(rhythm()).minus(took);
        return rest.isNegative() ? rhythm().dividedBy(2) : rest;
    }

    private synchronized void answered(Reading.Sample sample) {
        last = sample;
        trail.add(sample);
        cost.add(sample.at(), sample.latency(), 1);
        if (link instanceof Link.Silent) {
            link = new Link.Live(sample.at());
        }
    }

    private Duration unanswered(Session session, SQLException failure) {
        if (!Lines.dead(session)) {
            missed(
                    Problem.of(
                            "watch.reading",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(failure.getMessage())));
            return rhythm();
        }
        lines.dropReading();
        lines.dropSpare();
        lost(session.dialect().failure(target, failure).problem());
        // At once: a server that was restarted is there again, one that hangs costs one attempt.
        return Duration.ZERO;
    }

    private synchronized void missed(Problem problem) {
        LOG.info("{}: {}", target.name(), problem.line());
        trail.add(new Reading.Missed(clock.instant(), problem));
    }

    private synchronized void lost(Problem problem) {
        if (link instanceof Link.Paused) {
            return;
        }
        missed(problem);
        Instant since = link instanceof Link.Silent s ? s.since() : clock.instant();
        link = new Link.Lost(problem, since, failed, failures, clock.instant(), false);
    }

    private void examined(Duration took, int statements) {
        synchronized (this) {
            cost.add(clock.instant(), took, statements);
        }
        tell();
    }

    /** The newest answered reading, or null if there was none. */
    @Override
    public synchronized Reading.@Nullable Sample last() {
        return last;
    }

    private void tell() {
        if (!closed) {
            listeners.tell(view());
        }
    }
}
