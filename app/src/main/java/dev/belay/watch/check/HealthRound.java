package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Checkup;
import dev.belay.watch.Health;
import dev.belay.watch.Reading;
import dev.belay.watch.Trail;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The checks of one watched target over time: each is asked again when its rhythm says so, and its
 * last answer stands until then.
 */
public final class HealthRound implements Checkup {
    /** How many of the last probes latency is told from. */
    static final int PROBES = 60;

    private static final Duration RECENT = Duration.ofMinutes(10);

    /**
     * Examinations come a little early or late; a check due within this is not left for the next.
     */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Clock clock;
    private final Function<Session, @Nullable LastBackup> backups;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile boolean forgotten;

    public HealthRound(Clock clock) {
        this(clock, session -> null);
    }

    /**
     * @param backups what is known of a target's backups, told without waiting; null if nothing is
     */
    public HealthRound(Clock clock, Function<Session, @Nullable LastBackup> backups) {
        this.clock = clock;
        this.backups = backups;
    }

    /**
     * A check's last answer.
     *
     * @param check null where it does not apply
     * @param sign what the reading that it came with told of it
     * @param at when it was given
     */
    private record Answer(@Nullable Check check, @Nullable Object sign, Instant at) {
        boolean stands(@Nullable Object now, Instant moment) {
            return now != null
                    && now.equals(sign)
                    && !moment.isBefore(at)
                    && moment.isBefore(at.plus(HealthCheck.ONGOING));
        }
    }

    @Override
    public Health examine(
            Session session, Reading.Sample last, Trail trail, @Nullable History history)
            throws SQLException {
        Instant now = clock.instant();
        return next(context(session, last, trail, history, now), now);
    }

    private CheckContext context(
            Session session,
            Reading.Sample last,
            Trail trail,
            @Nullable History history,
            Instant now) {
        return new CheckContext(
                session,
                last.vitals(),
                latency(trail, now),
                history,
                Trend.of(trail, now, session.target().thresholds().poolWarn()),
                backups.apply(session));
    }

    @Override
    public @Nullable Health follow(Session session, Reading.Sample last, Trail trail)
            throws SQLException {
        if (answers.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        Thresholds lines = session.target().thresholds();
        CheckContext reading =
                new CheckContext(session, last.vitals(), latency(trail, now), null, Trend.NONE);
        for (HealthCheck check : HealthChecks.list()) {
            Answer answer = answers.get(check.name());
            Check known = answer == null ? null : answer.check();
            if (answer != null
                    && known != null
                    && check.overtaken(known, last.vitals(), lines)
                    && !answer.stands(check.sign(last.vitals(), lines), now)) {
                // The trend of a day is worth reading only for what is about to be asked.
                answer(
                        check,
                        check.asks() ? context(session, last, trail, null, now) : reading,
                        now);
            }
        }
        return known(now);
    }

    /** Asks what is due, and answers with everything known. */
    Health next(CheckContext context, Instant now) throws SQLException {
        boolean all = forgotten;
        forgotten = false;
        for (HealthCheck check : HealthChecks.list()) {
            Answer answer = answers.get(check.name());
            if (all || answer == null || due(check, answer, now)) {
                answer(check, context, now);
            }
        }
        return known(now);
    }

    private void answer(HealthCheck check, CheckContext context, Instant now) throws SQLException {
        Check found = HealthChecks.run(check, context);
        answers.put(
                check.name(),
                new Answer(
                        found == null ? null : found.foundAt(now),
                        check.sign(context.vitals(), context.thresholds()),
                        now));
    }

    private Health known(Instant now) {
        List<Check> checks = new ArrayList<>();
        for (HealthCheck check : HealthChecks.list()) {
            Answer answer = answers.get(check.name());
            if (answer != null && answer.check() != null) {
                checks.add(answer.check());
            }
        }
        return new Health(checks, now);
    }

    @Override
    public void forget() {
        forgotten = true;
    }

    private static boolean due(HealthCheck check, Answer answer, Instant now) {
        Duration age = Duration.between(answer.at(), now).plus(SLACK);
        return age.compareTo(check.rhythm()) >= 0 || now.isBefore(answer.at());
    }

    private static LatencyStats latency(Trail trail, Instant now) {
        double[] all = trail.slice(now.minus(RECENT), now).values(Metric.LATENCY);
        return LatencyStats.of(
                Arrays.copyOfRange(all, Math.max(0, all.length - PROBES), all.length));
    }
}
