package dev.belay.db;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A claim by a lock on a file of its own, beside a database that is a file. The system drops the
 * lock with the process; the file stays, since removing it would let two hold two of them.
 */
public final class ClaimFile implements Claim {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimFile.class);

    /** Beside the locked byte stands who holds it; others may read that, but not lock. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final int LONGEST_HOLDER = 200;

    /** POSIX locks are the process's: two threads here would both get one. */
    private static final Map<Path, ClaimFile> HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final String holder;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    /**
     * @param file made if missing, readable by its owner only
     */
    public ClaimFile(Path file, String holder) {
        this.file = file;
        this.holder = holder;
    }

    @Override
    public synchronized boolean take() throws SQLException {
        if (lock != null) {
            return true;
        }
        if (HERE.putIfAbsent(file, this) != null) {
            return false;
        }
        try {
            lock = locked();
        } catch (IOException e) {
            throw new SQLException(file + ": " + e.getMessage(), e);
        } finally {
            if (lock == null) {
                close();
            }
        }
        return lock != null;
    }

    private @Nullable FileLock locked() throws IOException {
        FileChannel opened = open();
        channel = opened;
        FileLock taken;
        try {
            taken = opened.tryLock(LOCKED, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
        if (taken != null) {
            told(opened);
        }
        return taken;
    }

    /** On a full disk nobody reads who holds it; it is held all the same. */
    private void told(FileChannel opened) {
        try {
            opened.truncate(0);
            opened.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            LOG.info("Who holds {} could not be written there", file, e);
        }
    }

    private FileChannel open() throws IOException {
        var modes =
                java.util.Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(
                        file,
                        modes,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, modes);
    }

    @Override
    public String holder() {
        ClaimFile here = HERE.get(file);
        if (here != null) {
            return here.holder;
        }
        try {
            byte[] text = Files.readAllBytes(file);
            int length = Math.min(text.length, LONGEST_HOLDER);
            return new String(text, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public synchronized boolean held() {
        return lock != null && lock.isValid();
    }

    /** Removes the folder it stands in with all that this holds, itself last, and lets go. */
    public void removeFolder() throws IOException {
        Path folder = file.resolveSibling("");
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
                            throws IOException {
                        if (!each.equals(file)) {
                            Files.deleteIfExists(each);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    // Who worked in it may be clearing up as well.
                    @Override
                    public FileVisitResult visitFileFailed(Path each, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (!visited.equals(folder)) {
                            Files.deleteIfExists(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    @Override
    public synchronized void close() {
        lock = null;
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HERE.remove(file, this);
        }
    }
}
