package dev.belay.backup;

import dev.belay.store.OwnerOnly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where one copy is made: under a name that tells it is not finished, and under its own name only
 * when it is whole and on the disk. Closing it before takes the unfinished file away.
 */
final class Place implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String UNFINISHED = ".part";

    /** How the file ends that stands beside a copy. */
    static final String MANIFEST = ".json";

    /** No copy takes that long; an unfinished one is of a process that was killed. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final Path file;
    private final Path part;

    private Place(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /**
     * Makes an empty file for its owner alone.
     *
     * @param folder that of all backups
     * @param ending of the file's name: {@code db}
     */
    static Place make(Path folder, String target, Instant at, String operation, String ending)
            throws IOException {
        Path own = folder(folder, target);
        OwnerOnly.folder(own);
        sweep(own, at);
        Place place =
                new Place(
                        own.resolve(
                                TIME.format(at) + "-before-" + fileName(operation) + "." + ending));
        if (Files.exists(place.file)) {
            throw new java.nio.file.FileAlreadyExistsException(place.file.toString());
        }
        OwnerOnly.file(place.part);
        return place;
    }

    private static void sweep(Path folder, Instant now) throws IOException {
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(folder, "*" + UNFINISHED + "*")) {
            for (Path each : left) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(now.minus(LONGEST))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    /** Where the copies of a target are. */
    static Path folder(Path backups, String target) {
        return backups.resolve(folderName(target)).resolve("safety");
    }

    /** A target may be called by anything; two that differ get folders that differ. */
    static String folderName(String target) {
        String name = fileName(target);
        return name.equals(target)
                ? name
                : name
                        + "-"
                        + HexFormat.of()
                                .formatHex(
                                        digest().digest(target.getBytes(StandardCharsets.UTF_8)),
                                        0,
                                        4);
    }

    private static String fileName(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]", "_");
        return name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), 80));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The unfinished file. */
    Path part() {
        return part;
    }

    /** The name it will have. */
    Path file() {
        return file;
    }

    /** Reads the unfinished file whole. */
    String sha256() throws IOException {
        MessageDigest digest = digest();
        byte[] bytes = new byte[1 << 16];
        try (var in = Files.newInputStream(part)) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                digest.update(bytes, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Puts what was written on the disk; to be done before it is read back. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Gives the file its name, after its manifest has one: a copy never stands without. */
    Path finish(Manifest manifest) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + MANIFEST);
        Path partBeside = file.resolveSibling(file.getFileName() + MANIFEST + UNFINISHED);
        try {
            OwnerOnly.file(partBeside);
            try (FileChannel channel = FileChannel.open(partBeside, StandardOpenOption.WRITE)) {
                var bytes = StandardCharsets.UTF_8.encode(manifest.json());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(partBeside, beside, StandardCopyOption.ATOMIC_MOVE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(partBeside);
            Files.deleteIfExists(beside);
            throw e;
        }
        syncFolder();
        return file;
    }

    /** Windows opens no folder, and keeps names by itself. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Bytes free where the copies go. */
    static long free(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        for (String suffix : new String[] {"", "-journal", "-wal", "-shm"}) {
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + suffix));
        }
    }
}
