package dev.belay.store;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What everybody who opens the store has to be told, in a file beside it, until somebody says that
 * it is known: a store cannot tell of its own loss.
 */
final class StoreNotices {
    static final String DAMAGED = "store.corrupt";
    static final String GONE = "store.gone";

    private final Path store;
    private final Path file;

    StoreNotices(Path store) {
        this.store = store;
        this.file = store.resolveSibling("belay.notices");
    }

    /** Keeps one; on the disk when this returns. */
    void add(String key, String argument) throws IOException {
        OwnerOnly.file(file);
        byte[] line = (key + " " + argument + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.wrap(line));
            out.force(true);
        }
        OwnerOnly.synced(file.toAbsolutePath().getParent());
    }

    /** All that are kept, the oldest first. */
    List<Problem> all() throws IOException {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .map(this::read)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Problem read(String line) {
        boolean gone = line.startsWith(GONE + " ");
        String argument = line.substring(line.indexOf(' ') + 1);
        return Problem.of(
                gone ? GONE : DAMAGED,
                store.toString(),
                gone ? ExitCode.NOT_FOUND : ExitCode.CORRUPT,
                argument);
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
