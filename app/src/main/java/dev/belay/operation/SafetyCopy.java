package dev.belay.operation;

import dev.belay.target.Target;

import java.nio.file.Path;
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
                public Path take(Target target, String operation, Progress progress, Stop stop) {
                    throw new IllegalStateException();
                }
            };

    /** Why none can be taken of this target here, in one sentence; empty if one can. */
    Optional<String> hindrance(Target target);

    /**
     * Copies the target and verifies the copy; blocks as long as that takes.
     *
     * @param operation what it is taken before
     * @param stop ends it early, with nothing left behind
     * @return the copy's file
     * @throws dev.belay.message.BelayException if it cannot be taken; nothing is left behind
     */
    Path take(Target target, String operation, Progress progress, Stop stop);
}
