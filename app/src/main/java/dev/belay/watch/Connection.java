package dev.belay.watch;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Retry;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a watch's {@link Link} goes from state to state, and when the next attempt is due. Knows no
 * thread and no server; guarded by its watch.
 */
final class Connection {
    private static final int ATTEMPTS_KEPT = 5;

    /** A server that said no is asked again by a person, not by a clock: lockouts are real. */
    private static final Duration NEVER = Duration.ofDays(365);

    private final Target target;
    private final Retry ladder;
    private final List<Attempt> failed = new ArrayList<>();
    private int failures;
    private boolean everConnected;
    private Link link;

    Connection(Target target, Retry ladder, Instant now) {
        this.target = target;
        this.ladder = ladder;
        this.link = new Link.Connecting(List.of(), ladder.attempts(), now, false);
    }

    Link link() {
        return link;
    }

    boolean paused() {
        return link instanceof Link.Paused;
    }

    int failures() {
        return failures;
    }

    /** Onto the first rung of the ladder again. */
    void begin(Instant now) {
        failed.clear();
        failures = 0;
        everConnected = false;
        link = new Link.Connecting(List.of(), ladder.attempts(), now, false);
    }

    void pause(Instant now) {
        link = new Link.Paused(now);
    }

    /** A look begins; returns true if that is an attempt to connect, which is worth telling. */
    boolean looking(Instant now) {
        link =
                switch (link) {
                    case Link.Connecting c -> new Link.Connecting(c.done(), c.of(), now, true);
                    case Link.Lost l ->
                            new Link.Lost(
                                    l.problem(), l.since(), l.done(), l.attempts(), now, true);
                    default -> link;
                };
        return link instanceof Link.Connecting || link instanceof Link.Lost;
    }

    void connected(Instant now) {
        link = new Link.Live(now);
        everConnected = true;
        failures = 0;
        failed.clear();
    }

    void answered(Instant now) {
        if (link instanceof Link.Silent) {
            link = new Link.Live(now);
        }
    }

    /**
     * A reading waits too long, or came back without an answer; returns false where there was no
     * connection to be silent.
     */
    boolean silent(Problem problem, Instant since) {
        if (!(link instanceof Link.Live || link instanceof Link.Silent)) {
            return false;
        }
        link = new Link.Silent(problem, link instanceof Link.Silent s ? s.since() : since);
        return true;
    }

    /** The connection broke; an attempt follows at once. */
    void lost(Problem problem, Instant now) {
        if (!paused()) {
            Instant since = link instanceof Link.Silent s ? s.since() : now;
            link = new Link.Lost(problem, since, failed, failures, now, false);
        }
    }

    void failed(Attempt attempt, ConnectFailure failure, Instant now) {
        failures++;
        failed.add(attempt);
        if (failed.size() > Math.max(ATTEMPTS_KEPT, ladder.attempts())) {
            failed.removeFirst();
        }
        if (paused()) {
            return;
        }
        Problem problem = failure.problem();
        if (failure.permanent()) {
            Instant since = link instanceof Link.Refused r ? r.since() : now;
            link = new Link.Refused(problem, since, failure.remedy());
        } else if (!everConnected && failures < ladder.attempts()) {
            Instant next = now.plus(ladder.waits().get(failures));
            link = new Link.Connecting(failed, ladder.attempts(), next, false);
        } else {
            Instant since = link instanceof Link.Lost l ? l.since() : now;
            link =
                    new Link.Lost(
                            problem, since, failed, failures, now.plus(Rhythm.RECONNECT), false);
        }
    }

    /** How long until the next attempt to connect. */
    Duration untilNext(Instant now) {
        return switch (link) {
            case Link.Connecting c -> Duration.between(now, c.nextAt());
            case Link.Lost l -> Duration.between(now, l.nextAt());
            case Link.Refused r ->
                    target.address() instanceof Address.File ? Rhythm.FILE_AGAIN : NEVER;
            case Link.Paused p -> NEVER;
            case Link.Live l -> Duration.ZERO;
            case Link.Silent s -> Duration.ZERO;
        };
    }
}
