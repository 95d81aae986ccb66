package dev.belay.operation;

import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.OptionalDouble;

/** A rehearsal of a console, from its beginning to its end. Every thread may look at it. */
public final class Rehearsing {
    private final Plan plan;
    private final Instant began;
    private final Stop stop = new Stop();
    private volatile At at = new At("", OptionalDouble.empty());
    private volatile @Nullable Ended end;

    /**
     * How far it is.
     *
     * @param what is done now, in words; empty at first
     * @param share of it that is done, 0 to 1, where it is known
     */
    public record At(String what, OptionalDouble share) {}

    /** How it ended. The target was not touched, whatever the end. */
    public sealed interface Ended {
        /** It came to its end: it passed, or tells what failed. */
        record With(Rehearsed rehearsed) implements Ended {}

        /** It was refused, could not be begun, or was stopped. */
        record Unbegun(Problem problem) implements Ended {}
    }

    Rehearsing(Plan plan, Instant began) {
        this.plan = plan;
        this.began = began;
    }

    /** What is rehearsed. */
    public Plan plan() {
        return plan;
    }

    public Instant began() {
        return began;
    }

    public At at() {
        return at;
    }

    /** Null as long as it goes on. */
    public @Nullable Ended end() {
        return end;
    }

    /** Wishes for its end; what it made is taken away again. */
    public void stop() {
        stop.wish();
    }

    Stop wish() {
        return stop;
    }

    void at(String what, OptionalDouble share) {
        at = new At(what, share);
    }

    void ended(Ended how) {
        end = how;
    }
}
