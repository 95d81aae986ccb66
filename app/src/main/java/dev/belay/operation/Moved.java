package dev.belay.operation;

import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A file that stood in the place of a target, sought in the folder where it did. */
final class Moved {
    private Moved() {}

    /** The file of that fingerprint, if it is in the target's folder under another name. */
    static Optional<Path> of(Sessions sessions, Target target, String fingerprint) {
        Path file = ((Address.File) target.address()).path().toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(
                            each ->
                                    sessions.dialect(target)
                                            .standing(target.withAddress(new Address.File(each)))
                                            .filter(s -> s.fingerprint().equals(fingerprint))
                                            .isPresent())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
