package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Gives a finished file its name, unless another has it. */
final class FilePlacing {
    private FilePlacing() {}

    /**
     * @param from on the same disk, closed by all
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} if there is such a
     *     file
     */
    static void place(Target target, Path from, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw Guards.refused("restore.as.there", target, to.toString()).asException(e);
        } catch (UnsupportedOperationException e) {
            if (Files.exists(to)) {
                throw Guards.refused("restore.as.there", target, to.toString()).asException(e);
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
