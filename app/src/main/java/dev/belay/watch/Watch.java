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

    private final Target target;
    private final Workers workers;
    private final Clock clock;
    private final Examiner examiner;
    private final Lines lines;
    private final Connection connection;
    private final Trail trail = new Trail();
    private final Listeners<View> listeners = new Listeners<>();
    private final CostMeter cost;
    private final @Nullable LastSeen before;

    private @Nullable Identity identity;
    private Reading.@Nullable Sample last;
    private @Nullable Instant inFlight;
    private FileStamp damaged = FileStamp.NONE;
    private boolean focused;
    private boolean closed;
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
        this.cost = new CostMeter(clock.instant());
        this.connection = new Connection(target, ladder, clock.instant());
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

    /** The newest answered reading, or null if there was none. */
    @Override
    public synchronized Reading.@Nullable Sample last() {
        return last;
    }

    /** Everything known now. */
    public synchronized View view() {
        return new View(
                target,
                connection.link(),
                identity,
                last,
                examiner.health(),
                examiner.history(),
                rhythm(),
                cost.read(clock.instant(), lines.held()),
                before);
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
            if (inFlight == null && connection.link() instanceof Link.Live && onScreen) {
                schedule(Duration.ZERO);
            }
        }
        examiner.focus(onScreen);
        tell();
    }

    /**
     * Tries to connect at once, where it is not connected; begins the ladder anew after a refusal
     * or a pause.
     */
    public void tryNow() {
        synchronized (this) {
            if (closed || inFlight != null || connection.link() instanceof Link.Live) {
                return;
            }
            if (connection.link() instanceof Link.Refused || connection.paused()) {
                lines.reopen();
                connection.begin(clock.instant());
            }
            schedule(Duration.ZERO);
        }
        tell();
    }

    /** Stops watching until {@link #tryNow}; both connections are given back. */
    public void pause() {
        synchronized (this) {
            if (closed || connection.paused()) {
                return;
            }
            next.close();
            connection.pause(clock.instant());
        }
        lines.shut();
        tell();
    }

    /** Runs every check again, the costly ones as well, and reads the migrations anew. */
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
        lines.shut();
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

    /** On the clock's thread: begins a look, or tells that the one in flight has no answer yet. */
    private void tick() {
        boolean tell = false;
        synchronized (this) {
            if (closed || connection.paused()) {
                return;
            }
            Instant now = clock.instant();
            if (inFlight != null) {
                tell = overdue(inFlight, now);
                schedule(rhythm().compareTo(Rhythm.OVERDUE) < 0 ? rhythm() : Rhythm.OVERDUE);
            } else if (workers.run(lines.needsPlatformThread(), this::look)) {
                inFlight = now;
                tell = connection.looking(now);
                schedule(Rhythm.OVERDUE);
            } else {
                schedule(rhythm());
            }
        }
        if (tell) {
            tell();
        }
    }

    private boolean overdue(Instant since, Instant now) {
        String waited = Units.duration(Duration.between(since, now));
        Problem problem = Problem.of("watch.silent", target.name(), ExitCode.NO_CONNECTION, waited);
        boolean silent = connection.silent(problem, since);
        if (silent) {
            trail.add(new Reading.Missed(now, problem));
        }
        return silent;
    }

    /** On a worker: one look, whatever comes of it, and the next one planned. */
    private void look() {
        Duration again = Rhythm.RESTING;
        try {
            again = connectAndRead();
        } catch (RuntimeException e) {
            // A watch that died of a bug would show old numbers as if they were new.
            LOG.error("Watching {} failed", target.name(), e);
            lost(
                    Problem.of(
                            "watch.failed",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage())));
        }
        synchronized (this) {
            inFlight = null;
            if (!connection.paused()) {
                schedule(again);
            }
        }
        tell();
    }

    private Duration connectAndRead() {
        Session session = lines.reading();
        if (session == null && (beyondRepair() || !connect())) {
            synchronized (this) {
                return connection.untilNext(clock.instant());
            }
        }
        boolean fresh = session == null;
        session = lines.reading();
        if (session == null) {
            return rhythm();
        }
        return read(session, fresh);
    }

    /** True while a damaged file is still the one that was refused. */
    private boolean beyondRepair() {
        synchronized (this) {
            return connection.link() instanceof Link.Refused refused
                    && refused.remedy() == ConnectFailure.Remedy.REPAIR
                    && FileStamp.of(target).equals(damaged);
        }
    }

    private boolean connect() {
        Instant began = clock.instant();
        long start = System.nanoTime();
        ConnectFailure failure;
        try {
            Session session = lines.openReading();
            if (session != null) {
                connected(session);
            }
            return session != null;
        } catch (ConnectException e) {
            failure = e.failure();
        } catch (BelayException e) {
            failure = new ConnectFailure(e.problem(), true);
        }
        failed(
                new Attempt(began, Duration.ofNanos(System.nanoTime() - start), failure.problem()),
                failure);
        return false;
    }

    private synchronized void connected(Session session) {
        LOG.info("{}: connected to {}", target.name(), session.identity());
        if (identity != null && !identity.fingerprint().equals(session.identity().fingerprint())) {
            LOG.warn("{}: another database answers than before", target.name());
        }
        identity = session.identity();
        connection.connected(clock.instant());
    }

    private synchronized void failed(Attempt attempt, ConnectFailure failure) {
        connection.failed(attempt, failure, clock.instant());
        if (failure.remedy() == ConnectFailure.Remedy.REPAIR) {
            damaged = FileStamp.of(target);
        }
        trail.add(new Reading.Missed(attempt.at(), failure.problem()));
        LOG.info(
                "{}: attempt {} failed: {}",
                target.name(),
                connection.failures(),
                failure.problem().why());
    }

    /**
     * @param fresh true on a new connection
     */
    private Duration read(Session session, boolean fresh) {
        Dialect dialect = session.dialect();
        long start = System.nanoTime();
        try {
            if (fresh) {
                // The first of a connection fills caches on both sides and is no measure of the
                // rest.
                dialect.vitals(session);
            }
            var vitals = dialect.vitals(session);
            Duration took = Duration.ofNanos(Math.round(vitals.orNaN(Metric.LATENCY) * 1e6));
            Reading.Sample sample = new Reading.Sample(clock.instant(), took, vitals);
            answered(sample);
            follow(session, sample);
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
        connection.answered(sample.at());
    }

    private void follow(Session session, Reading.Sample sample) throws SQLException {
        Duration waited = session.waited();
        int statements = session.statements();
        examiner.follow(session, sample);
        synchronized (this) {
            cost.add(
                    sample.at(), session.waited().minus(waited), session.statements() - statements);
        }
    }

    private Duration unanswered(Session session, SQLException failure) {
        synchronized (this) {
            if (closed || connection.paused()) {
                return rhythm(); // the connection was taken away from under the reading
            }
        }
        ConnectFailure why = session.dialect().failure(target, failure);
        if (why.remedy() == ConnectFailure.Remedy.REPAIR) {
            lines.drop();
            failed(new Attempt(clock.instant(), Duration.ZERO, why.problem()), why);
            synchronized (this) {
                return connection.untilNext(clock.instant());
            }
        }
        if (!Lines.dead(session)) {
            missed(
                    Problem.of(
                            "watch.reading",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(failure.getMessage())));
            return rhythm();
        }
        lines.drop();
        lost(why.problem());
        // At once: a server that was restarted is there again, one that hangs costs one attempt.
        return Duration.ZERO;
    }

    private synchronized void missed(Problem problem) {
        LOG.info("{}: {}", target.name(), problem.line());
        trail.add(new Reading.Missed(clock.instant(), problem));
    }

    private synchronized void lost(Problem problem) {
        missed(problem);
        connection.lost(problem, clock.instant());
    }

    private void examined(Duration took, int statements) {
        synchronized (this) {
            cost.add(clock.instant(), took, statements);
        }
        tell();
    }

    private void tell() {
        if (!closed) {
            listeners.tell(view());
        }
    }
}
