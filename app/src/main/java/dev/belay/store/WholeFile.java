package dev.belay.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A text file that is there whole or not at all, whatever breaks off, and for its owner alone. */
public final class WholeFile {
    /** Writes the text, and says something about it. */
    @FunctionalInterface
    public interface Text<T> {
        T write(Writer out) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes it beside, and puts it in the place of the one that is there, once it is on the disk.
     */
    public static <T> T write(Path file, Text<T> text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            OwnerOnly.file(fresh);
            T told;
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                    Writer out =
                            new BufferedWriter(
                                    new OutputStreamWriter(
                                            Channels.newOutputStream(channel),
                                            StandardCharsets.UTF_8))) {
                told = text.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return told;
        } finally {
            drop(fresh);
        }
    }

    private static void drop(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // What is told of is why it could not be written.
        }
    }
}
