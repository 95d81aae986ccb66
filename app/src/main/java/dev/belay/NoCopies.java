package dev.belay;

import dev.belay.operation.Progress;
import dev.belay.operation.SafetyCopy;
import dev.belay.operation.Stop;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.util.Optional;

/** Takes no copies yet, and says so. */
final class NoCopies implements SafetyCopy {
    @Override
    public Optional<String> hindrance(Target target) {
        return Optional.of("this version takes no copies yet");
    }

    @Override
    public Path take(Target target, String operation, Progress progress, Stop stop) {
        throw new IllegalStateException();
    }
}
