package dev.belay.watch.check;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks that cost the target something, so that only a person's wish starts them: a real write
 * that is rolled back, and the whole file read for faults.
 */
public final class OnDemand {
    /** A target is written to no more often than this, whoever asks. */
    public static final Duration WRITE_REST = Duration.ofMinutes(10);

    private static final String INTEGRITY = "integrity";
    private final Sessions sessions;
    private final Clock clock;
    private final Map<String, Instant> written;

    public OnDemand(Sessions sessions, Clock clock) {
        this(sessions, clock, Map.of());
    }

    /**
     * @param written when each target was last written to by an earlier process, by its place
     */
    public OnDemand(Sessions sessions, Clock clock, Map<String, Instant> written) {
        this.sessions = sessions;
        this.clock = clock;
        this.written = new ConcurrentHashMap<>(written);
    }

    /** What {@link #write} would do, in one sentence, to be shown before. */
    public static String writeAnnounced() {
        return Messages.text("check.write_access.announced");
    }

    /**
     * Writes for real, rolls back, and says what was written. Blocks up to the deadlines. Within
     * {@link #WRITE_REST} of the last one nothing is written, and the answer says from when on it
     * may be.
     */
    public Check write(Target target) {
        Instant now = clock.instant();
        Instant before = written.get(target.place());
        Duration ago = before == null ? WRITE_REST : Duration.between(before, now).abs();
        if (ago.compareTo(WRITE_REST) < 0) {
            return Finding.unknown(
                            Messages.text(
                                    "check.write_access.resting",
                                    Units.duration(ago),
                                    Units.duration(WRITE_REST.minus(ago))))
                    .named(WriteAccessCheck.NAME, null);
        }
        written.put(target.place(), now);
        long start = System.nanoTime();
        Finding finding = probe(target);
        return finding.named(WriteAccessCheck.NAME, Duration.ofNanos(System.nanoTime() - start));
    }

    private Finding probe(Target target) {
        var dialect = sessions.dialect(target);
        try {
            String wrote = sessions.probeWrite(target);
            return Finding.ok(Messages.text("check.write_access.yes"), wrote);
        } catch (ConnectException e) {
            return Finding.fail(
                    Messages.text("check.write_access.refused"), e.failure().problem().why());
        } catch (SQLException e) {
            return dialect.notPermitted(e)
                    ? new Finding(Status.NOT_PERMITTED, null, ServerWords.of(e))
                    : Finding.fail(Messages.text("check.write_access.refused"), ServerWords.of(e));
        }
    }

    /**
     * Reads the whole file for faults; null on an engine that cannot. Blocks as long as that takes
     * or {@link Session#cancel} allows.
     */
    public static @Nullable Check integrity(Session session) throws SQLException {
        if (!session.can("quick-check")) {
            return null;
        }
        long start = System.nanoTime();
        Finding finding = quickCheck(session);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return finding.named(INTEGRITY, took);
    }

    private static Finding quickCheck(Session session) throws SQLException {
        List<String> faults;
        try {
            faults = session.all("quick-check", row -> row.getString(1));
        } catch (SQLException e) {
            if (HealthChecks.lost(session, e)) {
                throw e;
            }
            // Damage can be such that it ends the reading for faults itself.
            ConnectFailure failure = session.dialect().failure(session.target(), e);
            return failure.permanent()
                    ? Finding.fail(
                            Messages.text("check.integrity.damaged"), failure.problem().why())
                    : Finding.unknown(failure.problem().why());
        }
        return faults.equals(List.of("ok"))
                ? Finding.ok(
                        Messages.text("check.integrity.whole"), Messages.text("check.integrity.ok"))
                : Finding.fail(
                        Messages.text("check.integrity.faults", faults.size()), Words.list(faults));
    }
}
