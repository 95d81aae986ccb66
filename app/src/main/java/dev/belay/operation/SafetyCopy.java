package dev.belay.operation;

import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Takes the copy of a target that a dangerous operation leaves behind. */
public interface SafetyCopy {
    /** Takes none: for a database that is a copy itself. */
    SafetyCopy NONE =
            new SafetyCopy() {
                @Override
                public Optional<String> hindrance(Target target) {
                    return Optional.of("");
                }

                @Override
                public Path take(Plan plan, Progress progress, Stop stop) {
                    throw new IllegalStateException();
                }
            };

    /** Why none can be taken of this target here, in one sentence; empty if one can. */
    Optional<String> hindrance(Target target);

    /**
     * Copies a plan's target and verifies the copy; blocks as long as that takes.
     *
     * @param plan that it is taken before
     * @param stop ends it early, with nothing left behind
     * @return the copy's file
     * @throws dev.belay.message.BelayException if it cannot be taken; nothing is left behind
     */
    Path take(Plan plan, Progress progress, Stop stop);

    /**
     * A copy from before.
     *
     * @param version of its schema, or empty if it had none; null if nobody knows
     */
    record Earlier(Path file, Instant at, @Nullable String version) {}

    /**
     * The newest copy of the target from before a version was applied.
     *
     * @param applied when it was, or null if nobody knows
     */
    default Optional<Earlier> before(Target target, String version, @Nullable Instant applied) {
        return Optional.empty();
    }
}
