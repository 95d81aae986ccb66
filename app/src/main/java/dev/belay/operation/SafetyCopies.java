package dev.belay.operation;

import dev.belay.backup.Copies;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.util.Optional;

/** Belay's own copies, for operations. */
public final class SafetyCopies implements SafetyCopy {
    private final Copies copies;

    public SafetyCopies(Copies copies) {
        this.copies = copies;
    }

    @Override
    public Optional<String> hindrance(Target target) {
        return copies.hindrance(target);
    }

    @Override
    public Path take(Target target, String operation, Progress progress, Stop stop) {
        try (Attending attending =
                new Attending((what, share) -> progress.at(Phase.SAFE, what, share), stop)) {
            return copies.take(target, operation, attending);
        }
    }
}
