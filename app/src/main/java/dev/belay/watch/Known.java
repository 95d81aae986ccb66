package dev.belay.watch;

import dev.belay.activity.Who;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Identity;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a watch knows of its target, and how it goes on with it. Its monitor guards that, and is
 * never held over a call to a server.
 */
final class Known implements Examiner.Source {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final int LOOKS = 8;

    private final Target target;
    private final Clock clock;
    private final Connection connection;
    private final Trail trail = new Trail();
    private final CostMeter cost;

    /**
     * What of it the examinations take, over a whole minute from the start on: the first is long.
     */
    private final CostMeter beside;

    private @Nullable Identity identity;
    private Reading.@Nullable Sample last;
    private Inside inside = Inside.UNSEEN;
    private final Map<Detail, Integer> wanted = new EnumMap<>(Detail.class);
    private @Nullable Who chosen;
    private @Nullable Instant fastUntil;
    private final Deque<Duration> costs = new ArrayDeque<>();
    private Duration way = Duration.ZERO;
    private FileStamp damaged = FileStamp.NONE;
    private Instant heard = Instant.MIN;
    private boolean focused;
    private boolean closed;

    Known(Target target, Retry ladder, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.cost = new CostMeter(clock.instant());
        this.beside = new CostMeter(clock.instant().minus(Duration.ofMinutes(1)));
        this.connection = new Connection(target, ladder, clock.instant());
    }

    @Override
    public Trail trail() {
        return trail;
    }

    @Override
    public synchronized Reading.@Nullable Sample last() {
        return last;
    }

    /** Who answered last, or null if nobody did. */
    synchronized @Nullable Identity identity() {
        return identity;
    }

    synchronized Link link() {
        return connection.link();
    }

    synchronized boolean paused() {
        return connection.paused();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** True if connections are taken away: by a pause, or for good. */
    synchronized boolean away() {
        return closed || connection.paused();
    }

    /** Never so often that it costs the target more than it may. */
    synchronized Duration rhythm() {
        Duration wish = fast() ? Rhythm.FAST : focused ? Rhythm.FOCUSED : Rhythm.RESTING;
        double others = beside.read(clock.instant(), 0).millisPerSecond();
        Duration least = Rhythm.within(usual(), others, fast());
        return least.compareTo(wish) > 0 ? least : wish;
    }

    /** True while it is read as often as somebody asked for who looks at it. */
    synchronized boolean fast() {
        Instant until = fastUntil;
        return focused
                && wanted.containsKey(Detail.LOCKS)
                && until != null
                && clock.instant().isBefore(until);
    }

    /** Until when that goes on; null if it does not. */
    synchronized @Nullable Instant fastUntil() {
        return fast() ? fastUntil : null;
    }

    /**
     * Reads it as often as can be for a while, or no longer.
     *
     * @param until null for no longer
     */
    synchronized void fast(@Nullable Instant until) {
        fastUntil = until;
    }

    synchronized Inside inside() {
        return inside;
    }

    /** What somebody looks at now. */
    synchronized Set<Detail> wanted() {
        return Set.copyOf(wanted.keySet());
    }

    /** One more looks at it, or one less. */
    synchronized void want(Detail detail, int more) {
        wanted.merge(detail, more, (a, b) -> a + b == 0 ? null : a + b);
    }

    synchronized @Nullable Who chosen() {
        return chosen;
    }

    synchronized void choose(@Nullable Who who) {
        chosen = who;
    }

    /**
     * What the last look found inside.
     *
     * @param took what all of that look waited for answers
     */
    synchronized void looked(Inside found, Duration took, int statements) {
        inside = found;
        costs.addLast(own(took, statements));
        if (costs.size() > LOOKS) {
            costs.removeFirst();
        }
    }

    /**
     * Of the last looks the one in the middle: what some took longer, they waited for a machine.
     */
    private Duration usual() {
        return costs.stream().sorted().skip(costs.size() / 2).findFirst().orElse(Duration.ZERO);
    }

    /**
     * @param connections that are held now
     */
    synchronized Cost cost(int connections) {
        return cost.read(clock.instant(), connections);
    }

    /** Returns true if that is another state than before. */
    synchronized boolean focus(boolean onScreen) {
        boolean other = focused != onScreen;
        focused = onScreen;
        return other;
    }

    /** Onto the first rung of the ladder again. */
    synchronized void begin() {
        connection.begin(clock.instant());
    }

    synchronized void pause() {
        connection.pause(clock.instant());
    }

    synchronized void close() {
        closed = true;
    }

    /** A look begins; returns true if that is worth telling. */
    synchronized boolean looking(Instant now) {
        return connection.looking(now);
    }

    /** Something was said to one of a look's questions, if only that it took too long. */
    synchronized void heard() {
        heard = clock.instant();
    }

    /** A look has no answer yet; returns true if that is worth telling. */
    synchronized boolean overdue(Instant begun, Instant now) {
        boolean some = heard.isAfter(begun);
        Instant since = some ? heard : begun;
        Duration silence = Duration.between(since, now);
        if (some && silence.compareTo(Rhythm.OVERDUE) < 0) {
            return false;
        }
        String waited = Units.duration(silence);
        Problem problem = Problem.of("watch.silent", target.name(), ExitCode.NO_CONNECTION, waited);
        boolean silent = connection.silent(problem, since);
        if (silent) {
            trail.add(new Reading.Missed(now, problem));
        }
        return silent;
    }

    /** True while a damaged file is still the one that was refused. */
    synchronized boolean beyondRepair() {
        return connection.link() instanceof Link.Refused refused
                && refused.remedy() == ConnectFailure.Remedy.REPAIR
                && FileStamp.of(target).equals(damaged);
    }

    /** How long until the next attempt to connect. */
    synchronized Duration untilNext() {
        return connection.untilNext(clock.instant());
    }

    /**
     * @param roundTrip of a statement that asks next to nothing of the server
     */
    synchronized void way(Duration roundTrip) {
        way = roundTrip;
    }

    synchronized void connected(Session session) {
        LOG.info("{}: connected to {}", target.name(), session.identity());
        if (identity != null && !identity.fingerprint().equals(session.identity().fingerprint())) {
            LOG.warn("{}: another database answers than before", target.name());
        }
        identity = session.identity();
        connection.connected(clock.instant());
    }

    synchronized void failed(Attempt attempt, ConnectFailure failure) {
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

    synchronized void answered(Reading.Sample sample) {
        last = sample;
        trail.add(sample);
        cost.add(sample.at(), own(sample.latency(), 1), 1);
        heard = sample.at();
        connection.answered(sample.at());
    }

    synchronized void spent(Instant at, Duration took, int statements) {
        cost.add(at, own(took, statements), statements);
    }

    /** The same, of an examination. */
    synchronized void examined(Instant at, Duration took, int statements) {
        spent(at, took, statements);
        beside.add(at, own(took, statements), statements);
    }

    /** Of what statements took, the server's part at most: the rest is the way there and back. */
    private Duration own(Duration took, int statements) {
        Duration own = took.minus(way.multipliedBy(statements));
        return own.isNegative() ? Duration.ZERO : own;
    }

    synchronized void missed(Problem problem) {
        LOG.info("{}: {}", target.name(), problem.line());
        trail.add(new Reading.Missed(clock.instant(), problem));
        connection.silent(problem, clock.instant());
    }

    synchronized void lost(Problem problem) {
        missed(problem);
        connection.lost(problem, clock.instant());
    }
}
