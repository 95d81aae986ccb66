package dev.belay.db.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A SQLite file as the file system tells of it. It is never opened here: a JVM that closes a file
 * drops every lock it holds on it, SQLite's own included.
 */
record SqliteFile(Path path) {
    private static final String UNRESERVED =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";

    /**
     * The URI that names this very file and carries no parameter, whatever characters the path has.
     *
     * @see <a href="https://www.sqlite.org/uri.html">SQLite: URI filenames</a>
     */
    String uri() {
        String absolute = path.toString().replace(path.getFileSystem().getSeparator(), "/");
        StringBuilder uri = new StringBuilder(absolute.startsWith("/") ? "file:" : "file:/");
        for (byte b : absolute.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return uri.toString();
    }

    Path folder() {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    Path wal() {
        return beside("-wal");
    }

    Path shm() {
        return beside("-shm");
    }

    /** Whose lock says that an operation works on the database; SQLite does not know this file. */
    Path claim() {
        return beside(".belay-lock");
    }

    /** Makes an empty file of 0600 where there is none, which no umask can widen. */
    void makeIfMissing() throws SQLException {
        try {
            if (!Files.exists(path)) {
                Files.createFile(path, ownerOnly());
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was first.
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), "08001", 14, e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Bytes of the write-ahead log, 0 if there is none; empty if it cannot be told. */
    OptionalLong walSize() {
        try {
            return OptionalLong.of(Files.exists(wal()) ? Files.size(wal()) : 0);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Bytes that can still be written on its disk; empty if it cannot be told. */
    OptionalLong free() {
        try {
            return OptionalLong.of(Files.getFileStore(folder()).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * What tells this file from another put in its place: device and inode in hexadecimal, or the
     * real path where the system knows no inodes.
     */
    String fingerprint() throws IOException {
        if (!hasInodes()) {
            return path.toRealPath().toString();
        }
        return Long.toHexString(device(path)) + ":" + Long.toHexString(inode(path));
    }

    /** When it was made; where the system keeps no such time, when it was written last. */
    Instant born() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).creationTime().toInstant();
    }

    /** False if nothing tells when it was made, or it was never written since. */
    boolean bornForSure() throws IOException {
        BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class);
        return !all.creationTime().equals(all.lastModifiedTime());
    }

    static long device(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:dev")).longValue();
    }

    static long inode(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:ino")).longValue();
    }

    static boolean hasInodes() {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
