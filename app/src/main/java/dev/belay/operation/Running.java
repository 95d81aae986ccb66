package dev.belay.operation;

import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** An operation of a console, from its approval to its end. Every thread may look at it. */
public final class Running {
    private final Request request;
    private final Plan plan;
    private final Instant began;
    private final Stop stop = new Stop();
    private final Clock clock;
    private volatile Progressed at;
    private volatile Progressed worked;
    private volatile String waited = "";
    private volatile @Nullable Ended end;

    /**
     * How far it is.
     *
     * @param phase null while it waits for its turn
     * @param what is done now, in words; may be empty
     * @param share of the phase that is done, 0 to 1, where it is known
     * @param left how long it will still take, where it is known
     * @param since when the phase began
     */
    public record Progressed(
            @Nullable Phase phase,
            String what,
            OptionalDouble share,
            Optional<Duration> left,
            Instant since) {}

    /** How it ended. */
    public sealed interface Ended {
        /** When. */
        Instant at();

        /** Why it did not do what it should; null if it did. */
        @Nullable Problem problem();

        /** In one word. */
        Ending ending();

        /** The parts of the plan that were left alone while others were done, counted from 0. */
        default Set<Integer> leftAlone() {
            return this instanceof With(Outcome.Done<?> done, _) ? done.leftAlone() : Set.of();
        }

        /** It was begun, and this became of it. */
        record With(Outcome<?> outcome, Instant at) implements Ended {
            @Override
            public @Nullable Problem problem() {
                return outcome.problem();
            }

            @Override
            public Ending ending() {
                return switch (outcome) {
                    case Outcome.Done<?> _ -> Ending.DONE;
                    case Outcome.Failed<?> _ -> Ending.FAILED;
                    case Outcome.Cancelled<?> _ -> Ending.CANCELLED;
                    case Outcome.InDoubt<?> _ -> Ending.DOUBT;
                };
            }
        }

        /** It was not begun: refused, locked by another, no connection. Nothing was changed. */
        record Unbegun(Problem problem, Instant at) implements Ended {
            @Override
            public Ending ending() {
                return Ending.REFUSED;
            }
        }
    }

    Running(Request request, Plan plan, Clock clock) {
        this.request = request;
        this.plan = plan;
        this.clock = clock;
        began = clock.instant();
        at = new Progressed(null, "", OptionalDouble.empty(), Optional.empty(), began);
        worked = at;
    }

    public Target target() {
        return plan.target();
    }

    public Request request() {
        return request;
    }

    /** What was approved. */
    public Plan plan() {
        return plan;
    }

    public Instant began() {
        return began;
    }

    public Progressed at() {
        return at;
    }

    /** How far its work was when it was seen last: where a server was lost, before that. */
    public Progressed worked() {
        return worked;
    }

    /** For whom it was seen to wait last, in words; empty if for nobody. */
    public String waited() {
        return waited;
    }

    void waited(String forWhom) {
        waited = forWhom;
    }

    /** Empty as long as it runs. */
    public Optional<Ended> end() {
        return Optional.ofNullable(end);
    }

    public boolean isOver() {
        return end != null;
    }

    /** Wishes for its end: it is brought to a safe state, which may take some seconds. */
    public void stop() {
        stop.wish();
    }

    /** True from the wish on. */
    public boolean stopping() {
        return stop.wished();
    }

    Stop wish() {
        return stop;
    }

    void at(Phase phase, String what, OptionalDouble share, Optional<Duration> left) {
        Progressed before = at;
        Instant since = phase == before.phase() ? before.since() : clock.instant();
        Progressed now = new Progressed(phase, what, share, left, since);
        at = now;
        // What is verified is told without words; with words a lost server is looked for.
        if (phase != Phase.VERIFYING || what.isEmpty()) {
            worked = now;
        }
    }

    void ended(Ended how) {
        end = how;
    }
}
