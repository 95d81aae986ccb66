package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A look at a target: connects where nothing is connected, reads, and notes what came of it. */
final class Look {
    private static final int ROUND_TRIPS = 3;

    private final Target target;
    private final Lines lines;
    private final Clock clock;
    private final Examiner examiner;
    private final Known known;
    private final Insight insight;

    Look(
            Target target,
            Lines lines,
            Clock clock,
            Examiner examiner,
            Known known,
            PoolerLook pooler) {
        this.target = target;
        this.lines = lines;
        this.clock = clock;
        this.examiner = examiner;
        this.known = known;
        this.insight = new Insight(clock, pooler, known::heard);
    }

    /**
     * Blocks as long as the deadlines of its connections allow.
     *
     * @return how long until the next one
     */
    Duration take() {
        Session session = lines.reading();
        if (session == null && (known.beyondRepair() || !connect())) {
            return known.untilNext();
        }
        boolean fresh = session == null;
        session = lines.reading();
        if (session == null) {
            return known.rhythm();
        }
        return read(session, fresh);
    }

    private boolean connect() {
        Instant began = clock.instant();
        long start = System.nanoTime();
        ConnectFailure failure;
        try {
            Session session = lines.openReading();
            if (session != null) {
                known.connected(session);
            }
            return session != null;
        } catch (ConnectException e) {
            failure = e.failure();
        } catch (BelayException e) {
            failure = new ConnectFailure(e.problem(), true);
        }
        known.failed(
                new Attempt(began, Duration.ofNanos(System.nanoTime() - start), failure.problem()),
                failure);
        return false;
    }

    /** The shortest of a few, since the first ones fill caches. */
    private static Duration roundTrip(Session session) throws SQLException {
        Duration shortest = Duration.ofDays(1);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            Duration before = session.waited();
            session.one("round-trip", row -> row.getInt(1));
            Duration took = session.waited().minus(before);
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
        }
        return shortest;
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
                known.way(roundTrip(session));
            }
            var vitals = dialect.vitals(session);
            Duration took = Duration.ofNanos(Math.round(vitals.orNaN(Metric.LATENCY) * 1e6));
            Reading.Sample sample = new Reading.Sample(clock.instant(), took, vitals);
            known.answered(sample);
            follow(session, sample);
        } catch (SQLException e) {
            return unanswered(session, e);
        }
        examiner.due();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Duration rest = Rhythm.jitter(known.rhythm()).minus(took);
        return rest.isNegative() ? known.rhythm().dividedBy(2) : rest;
    }

    /** What else is asked at once, on the same connection. */
    private void follow(Session session, Reading.Sample sample) throws SQLException {
        Duration waited = session.waited();
        int statements = session.statements();
        Inside inside =
                insight.read(session, sample, known.wanted(), known.chosen(), known.inside());
        examiner.follow(session, sample);
        Duration took = session.waited().minus(waited);
        int asked = session.statements() - statements;
        known.spent(sample.at(), took, asked);
        known.looked(inside, took.plus(sample.latency()), asked + 1);
    }

    private Duration unanswered(Session session, SQLException failure) {
        if (known.away()) {
            return known.rhythm(); // the connection was taken away from under the reading
        }
        ConnectFailure why = session.dialect().failure(target, failure);
        if (why.remedy() == ConnectFailure.Remedy.REPAIR) {
            lines.drop();
            known.failed(new Attempt(clock.instant(), Duration.ZERO, why.problem()), why);
            return known.untilNext();
        }
        if (!Lines.dead(session)) {
            known.missed(
                    Problem.of(
                            "watch.reading", target.name(), ExitCode.FAILED, why.problem().why()));
            return known.rhythm();
        }
        lines.dropReading();
        known.lost(why.problem());
        // At once: a server that was restarted is there again, one that hangs costs one attempt.
        return Duration.ZERO;
    }
}
