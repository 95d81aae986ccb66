package dev.belay.operation;

import dev.belay.backup.Attendant;
import dev.belay.backup.Copies;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

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
        Attending attending = new Attending(progress, stop);
        try {
            return copies.take(target, operation, attending);
        } finally {
            attending.over = true;
        }
    }

    /** An operation that waits for its copy. */
    private static final class Attending implements Attendant {
        private final Progress progress;
        private final Stop stop;
        private volatile boolean over;

        Attending(Progress progress, Stop stop) {
            this.progress = progress;
            this.stop = stop;
        }

        @Override
        public void at(String what, OptionalDouble share) {
            progress.at(Phase.SAFE, what, share);
        }

        @Override
        public boolean gone() {
            return stop.wished();
        }

        /** A wish that comes after the copy concerns what follows it. */
        @Override
        public void whenGone(Runnable then) {
            stop.then(
                    () -> {
                        if (!over) {
                            then.run();
                        }
                    });
        }
    }
}
