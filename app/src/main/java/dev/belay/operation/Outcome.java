package dev.belay.operation;

import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How an operation ended. */
public sealed interface Outcome<R> {
    /** Why it did not do what it should; null if it did. */
    @Nullable Problem problem();

    /**
     * It did what it should, and that was verified.
     *
     * @param told the result, a sentence each
     * @param did false if nothing was to be done
     * @param safetyCopy the copy taken before, or null
     * @param waited for the claim
     */
    record Done<R>(
            R result,
            List<String> told,
            boolean did,
            @Nullable Path safetyCopy,
            Duration waited,
            Duration took)
            implements Outcome<R> {
        public Done {
            told = List.copyOf(told);
        }

        @Override
        public @Nullable Problem problem() {
            return null;
        }

        /** The parts of the plan that were left alone, counted from 0, while others were done. */
        public Set<Integer> leftAlone() {
            return result instanceof Partial partial ? partial.leftAlone() : Set.of();
        }
    }

    /** The copy of the target taken before, or null. */
    @Nullable Path safetyCopy();

    /** It failed, or was refused; the problem says what differs from before. */
    record Failed<R>(Problem problem, @Nullable Path safetyCopy) implements Outcome<R> {
        public Failed(Problem problem) {
            this(problem, null);
        }
    }

    /** It was stopped on a wish, and is in a safe state. */
    record Cancelled<R>(Problem problem, @Nullable Path safetyCopy) implements Outcome<R> {
        public Cancelled(Problem problem) {
            this(problem, null);
        }
    }

    /** Whether it took effect could not be established; the problem says how to find out. */
    record InDoubt<R>(Problem problem, @Nullable Path safetyCopy) implements Outcome<R> {
        public InDoubt(Problem problem) {
            this(problem, null);
        }
    }
}
