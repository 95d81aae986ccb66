package dev.belay.log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A log file only its owner can read, that several processes may append to. At its full size it
 * becomes {@code belay.1.log}, that one {@code belay.2.log}, and so on; the oldest is deleted.
 * After the first failure it stays silent: a full disk must not stop a command.
 */
final class LogFile implements AutoCloseable {
    static final String NAME = "belay";
    static final long FULL = 5_000_000;
    static final int KEPT = 4;

    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private final Path folder;
    private final long full;
    private @Nullable FileChannel channel;
    private boolean failed;

    LogFile(Path folder, long full) {
        this.folder = folder;
        this.full = full;
    }

    static Path path(Path folder, int number) {
        return folder.resolve(number == 0 ? NAME + ".log" : NAME + "." + number + ".log");
    }

    /** Appends one line in one write, so that lines of two processes do not mix. */
    synchronized void write(String line) {
        if (failed) {
            return;
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
            FileChannel open = channel == null ? open() : channel;
            if (open.size() > 0 && open.size() + bytes.remaining() > full) {
                open = rotate(open);
            }
            channel = open;
            open.write(bytes);
        } catch (IOException | UnsupportedOperationException e) {
            failed = true;
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(folder, owner(folder, "rwx------"));
        return FileChannel.open(path(folder, 0), APPEND, owner(folder, "rw-------"));
    }

    private FileChannel rotate(FileChannel written) throws IOException {
        long size = written.size();
        written.close();
        // Another process may have moved the file on already; then ours is only to be let go.
        if (Files.exists(path(folder, 0)) && Files.size(path(folder, 0)) >= size) {
            for (int number = KEPT - 1; number >= 0; number--) {
                move(path(folder, number), path(folder, number + 1));
            }
            Files.deleteIfExists(path(folder, KEPT));
        }
        return open();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // There are not that many yet.
        }
    }

    /** What a file, or a folder, is made with. */
    static FileAttribute<?>[] owner(Path folder, String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public synchronized void close() {
        failed = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // What was written is written.
            }
        }
    }
}
