package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Path;

/** A folder in which an operation makes what it works with, for its owner alone. */
final class WorkFolder {
    private WorkFolder() {}

    /**
     * Makes it if it is not there.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#FAILED} if it cannot be made
     */
    static Path made(Target target, Path folder) {
        try {
            OwnerOnly.folder(folder);
            return folder;
        } catch (IOException e) {
            throw Problem.of(
                            "rehearsal.folder",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage()))
                    .asException(e);
        }
    }
}
