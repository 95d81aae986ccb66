package dev.belay.db.sqlite;

import dev.belay.db.FileHolder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who holds which lock on a SQLite file, read from Linux's table of locks: takes nothing and opens
 * nothing of the database's.
 *
 * @see <a href="https://www.sqlite.org/walformat.html#wal_locks">SQLite: WAL locks</a>
 */
final class FileLocks {
    private static final Path TABLE = Path.of("/proc/locks");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** The lock bytes of the database file: pending, reserved, and the shared ones. */
    private static final long PENDING = 0x40000000L;

    private static final long RESERVED = PENDING + 1;
    private static final long SHARED_FIRST = PENDING + 2;
    private static final long SHARED_LAST = SHARED_FIRST + 509;

    /** The lock bytes of the -shm file. */
    private static final int WRITE = 120;

    private static final int CHECKPOINT = 121;
    private static final int RECOVER = 122;
    private static final int READ_FIRST = 123;
    private static final int READ_LAST = 127;

    /** One line of the table. */
    private record Line(boolean exclusive, long pid, String file, long first, long last) {
        boolean holds(long from, long to) {
            return first <= to && last >= from;
        }
    }

    private FileLocks() {}

    /** True where this system tells about locks. */
    static boolean told() {
        return Files.isReadable(TABLE) && SqliteFile.hasInodes();
    }

    /** Every lock held on the file or its -shm, each word once a process; empty if not told. */
    static List<FileHolder> holders(SqliteFile file) {
        if (!told()) {
            return List.of();
        }
        try {
            Set<String> main = names(file.path());
            Set<String> shm = Files.exists(file.shm()) ? names(file.shm()) : Set.of();
            Set<FileHolder> holders = new java.util.LinkedHashSet<>();
            for (Line line : lines()) {
                List<String> words =
                        main.contains(line.file())
                                ? mainWords(line)
                                : shm.contains(line.file()) ? shmWords(line) : List.of();
                for (String word : words) {
                    holders.add(new FileHolder(line.pid(), command(line.pid()), word));
                }
            }
            return List.copyOf(holders);
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static List<String> mainWords(Line line) {
        List<String> words = new ArrayList<>();
        if (line.holds(SHARED_FIRST, SHARED_LAST)) {
            words.add(line.exclusive() ? "exclusive" : "shared");
        }
        if (line.holds(RESERVED, RESERVED)) {
            words.add("reserved");
        }
        if (line.holds(PENDING, PENDING)) {
            words.add("pending");
        }
        return words;
    }

    private static List<String> shmWords(Line line) {
        List<String> words = new ArrayList<>();
        if (line.holds(WRITE, WRITE)) {
            words.add("write");
        }
        if (line.holds(CHECKPOINT, CHECKPOINT)) {
            words.add("checkpoint");
        }
        if (line.holds(RECOVER, RECOVER)) {
            words.add("recover");
        }
        if (line.holds(READ_FIRST, READ_LAST)) {
            words.add("read");
        }
        return words;
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(TABLE)) {
            Line line = parse(text);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** {@code 1: POSIX ADVISORY WRITE 4711 08:01:131 1073741825 1073741825}; null for others. */
    private static @Nullable Line parse(String text) {
        String[] parts = text.trim().split("\\s+");
        boolean waits = parts.length > 1 && parts[1].equals("->");
        if (waits || parts.length < 8) {
            return null;
        }
        long last = parts[7].equals("EOF") ? Long.MAX_VALUE : Long.parseLong(parts[7]);
        return new Line(
                parts[3].equals("WRITE"),
                Long.parseLong(parts[4]),
                parts[5],
                Long.parseLong(parts[6]),
                last);
    }

    /** How the system names a file in its tables, {@code major:minor:inode}. */
    static Set<String> names(Path path) throws IOException {
        Path real = path.toRealPath();
        long device = SqliteFile.device(real);
        long inode = SqliteFile.inode(real);
        Set<String> names = new HashSet<>();
        // The encoding of dev_t in glibc: 12 + 20 low bits of the major, 8 + 24 of the minor.
        long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
        names.add(String.format(Locale.ROOT, "%02x:%02x:%d", major, minor, inode));
        // Btrfs and overlays tell stat another device than they tell the lock table.
        String mounted = mountedDevice(real);
        if (mounted != null) {
            names.add(mounted + ":" + inode);
        }
        return names;
    }

    private static @Nullable String mountedDevice(Path real) throws IOException {
        String device = null;
        int longest = -1;
        for (String mount : Files.readAllLines(MOUNTS)) {
            String[] parts = mount.split(" ", 6);
            Path point = Path.of(parts[4].replace("\\040", " "));
            if (real.startsWith(point) && point.getNameCount() >= longest) {
                longest = point.getNameCount();
                String[] numbers = parts[2].split(":");
                device =
                        String.format(
                                Locale.ROOT,
                                "%02x:%02x",
                                Long.parseLong(numbers[0]),
                                Long.parseLong(numbers[1]));
            }
        }
        return device;
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
        } catch (IOException e) {
            return "?";
        }
    }
}
