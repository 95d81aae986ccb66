package dev.belay.watch.check;

import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.history.History;
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
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    public HealthRound(Clock clock) {
        this.clock = clock;
    }

    /** A check's last answer, null where it does not apply, and when it was given. */
    private record Answer(@Nullable Check check, Instant at) {}

    @Override
    public Health examine(
            Session session, Reading.Sample last, Trail trail, @Nullable History history)
            throws SQLException {
        Instant now = clock.instant();
        CheckContext context =
                new CheckContext(
                        session,
                        last.vitals(),
                        latency(trail, now),
                        history,
                        Trend.of(trail, now, session.target().thresholds().poolWarn()));
        return next(context, now);
    }

    /** Asks what is due, and answers with everything known. */
    Health next(CheckContext context, Instant now) throws SQLException {
        List<Check> checks = new ArrayList<>();
        for (HealthCheck check : HealthChecks.list()) {
            Answer answer = answers.get(check.name());
            if (answer == null || due(check, answer, now)) {
                answer = new Answer(HealthChecks.run(check, context), now);
                answers.put(check.name(), answer);
            }
            if (answer.check() != null) {
                checks.add(answer.check());
            }
        }
        return new Health(checks, now);
    }

    @Override
    public void forget() {
        answers.clear();
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
