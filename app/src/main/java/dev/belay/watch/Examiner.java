package dev.belay.watch;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes a watch's examinations on the warm connection, one at a time, when they are due. */
final class Examiner {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

    /**
     * Hears that an examination ended, what time it took on the target, and with how many
     * statements about.
     */
    @FunctionalInterface
    interface Ended {
        void tell(Duration took, int statements);
    }

    /** The newest reading and the trail it stands in. */
    interface Source {
        Reading.@Nullable Sample last();

        Trail trail();
    }

    private final Target target;
    private final Lines lines;
    private final Workers workers;
    private final Clock clock;
    private final Checkup checkup;
    private final Watch.Past past;
    private final Source source;
    private final Ended ended;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Health health;
    private volatile @Nullable History history;
    private volatile @Nullable Instant begun;
    private volatile boolean focused;

    Examiner(
            Target target,
            Lines lines,
            Workers workers,
            Clock clock,
            Checkup checkup,
            Watch.Past past,
            Source source,
            Ended ended) {
        this.target = target;
        this.lines = lines;
        this.workers = workers;
        this.clock = clock;
        this.checkup = checkup;
        this.past = past;
        this.source = source;
        this.ended = ended;
    }

    @Nullable Health health() {
        return health;
    }

    @Nullable History history() {
        return history;
    }

    void focus(boolean onScreen) {
        focused = onScreen;
    }

    /**
     * Holds the health against the reading just taken; on that reading's own session, so that
     * nothing is told which is older than it.
     *
     * @throws SQLException only when the session itself is lost
     */
    void follow(Session session, Reading.Sample sample) throws SQLException {
        if (health == null) {
            return;
        }
        try {
            Health now = checkup.follow(session, sample, source.trail());
            if (now != null) {
                health = now;
            }
        } catch (RuntimeException e) {
            LOG.error("Following {} failed", target.name(), e);
        }
    }

    /** Examines if it is time; called after each answered reading. */
    void due() {
        Instant before = begun;
        Duration rhythm = focused ? Rhythm.EXAMINE_FOCUSED : Rhythm.EXAMINE_RESTING;
        if (before == null
                || !clock.instant().isBefore(before.plus(rhythm))
                || clock.instant().isBefore(before)) {
            again(false);
        }
    }

    /** Examines as soon as possible; {@code all} asks again what is usually asked seldom. */
    void again(boolean all) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        begun = clock.instant();
        boolean accepted =
                workers.run(
                        lines.needsPlatformThread(),
                        () -> {
                            try {
                                if (all) {
                                    checkup.forget();
                                }
                                examine();
                            } finally {
                                busy.set(false);
                            }
                        });
        if (!accepted) {
            busy.set(false);
        }
    }

    private void examine() {
        Reading.Sample last = source.last();
        if (last == null) {
            return;
        }
        try {
            Session session = lines.spare();
            if (session == null) {
                return;
            }
            Duration waited = session.waited();
            int statements = session.statements();
            history = past.read(session, target);
            Health now = checkup.examine(session, last, source.trail(), history);
            health = now;
            ended.tell(session.waited().minus(waited), session.statements() - statements);
        } catch (ConnectException e) {
            LOG.info("{}: no second connection: {}", target.name(), e.getMessage());
        } catch (SQLException e) {
            LOG.info("{}: examination broke off: {}", target.name(), e.getMessage());
            lines.dropSpare();
        } catch (RuntimeException e) {
            LOG.error("Examining {} failed", target.name(), e);
        } finally {
            lines.giveBack();
        }
    }
}
