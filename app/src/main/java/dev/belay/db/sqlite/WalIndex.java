package dev.belay.db.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the index of a write-ahead log tells of its checkpoints. The -shm file is never opened for
 * that, which would drop this process's locks on it: SQLite has it in this process's own memory,
 * and Linux lets a process read that. Takes nothing.
 *
 * @see <a href="https://www.sqlite.org/walformat.html#the_wal_index_file_format">SQLite: The
 *     WAL-Index File Format</a>
 */
final class WalIndex {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path MEMORY = Path.of("/proc/self/mem");

    /** The header stands there twice, and tells whether a writer was at it. */
    private static final int HEADER = 48;

    private static final int PAGE_SIZE = 14;
    private static final int LAST_FRAME = 16;
    private static final int COPIED_BACK = 96;
    private static final int LENGTH = 100;

    /** How 65,536 is written where there are two bytes for it. */
    private static final int LARGEST = 1;

    private static final int TRIES = 3;

    private WalIndex() {}

    /**
     * Bytes of frames in the log that are not copied back into the database yet; empty if this
     * system does not tell, or no connection of this process has the index open.
     */
    static OptionalLong lag(SqliteFile file) {
        if (!Files.isReadable(MAPS)) {
            return OptionalLong.empty();
        }
        try {
            Long place = place(FileLocks.names(file.shm()));
            return place == null ? OptionalLong.empty() : lag(place);
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** Where the first page of the file is in this process's memory; null if it is not there. */
    private static @Nullable Long place(Set<String> names) throws IOException {
        // Paths may be in any encoding; only numbers are compared.
        for (String line : Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1)) {
            Long place = place(line, names);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    /** {@code 7f1c2a000000-7f1c2a008000 rw-s 00000000 08:01 131 /srv/shop.db-shm}. */
    private static @Nullable Long place(String line, Set<String> names) {
        String[] parts = line.split(" +", 6);
        boolean first = parts.length > 4 && parts[1].endsWith("s") && parts[2].matches("0+");
        return first && names.contains(parts[3] + ":" + parts[4])
                ? Long.valueOf(parts[0].substring(0, parts[0].indexOf('-')), 16)
                : null;
    }

    private static OptionalLong lag(long place) throws IOException {
        try (FileChannel memory = FileChannel.open(MEMORY, StandardOpenOption.READ)) {
            for (int i = 0; i < TRIES; i++) {
                ByteBuffer index = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
                if (memory.read(index, place) < LENGTH) {
                    return OptionalLong.empty();
                }
                byte[] bytes = index.array();
                if (Arrays.equals(bytes, 0, HEADER, bytes, HEADER, 2 * HEADER)) {
                    return OptionalLong.of(lag(index));
                }
            }
            return OptionalLong.empty();
        }
    }

    private static long lag(ByteBuffer index) {
        int size = Short.toUnsignedInt(index.getShort(PAGE_SIZE));
        long frames =
                Integer.toUnsignedLong(index.getInt(LAST_FRAME))
                        - Integer.toUnsignedLong(index.getInt(COPIED_BACK));
        return Math.max(0, frames) * (size == LARGEST ? 65_536 : size);
    }
}
