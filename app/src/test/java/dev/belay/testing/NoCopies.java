package dev.belay.testing;

import dev.belay.operation.Plan;
import dev.belay.operation.Progress;
import dev.belay.operation.SafetyCopy;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.util.Optional;

/** Safety copies that are said to be impossible, so that an operation must be allowed without. */
public final class NoCopies implements SafetyCopy {
    @Override
    public Optional<String> hindrance(Target target) {
        return Optional.of("none here");
    }

    @Override
    public Path take(Plan plan, Progress progress, Stop stop) {
        throw new IllegalStateException();
    }
}
