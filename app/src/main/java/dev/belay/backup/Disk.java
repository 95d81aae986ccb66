package dev.belay.backup;

import dev.belay.store.OwnerOnly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What is done with the file or the folder that a copy is, once it is written. */
final class Disk {
    private static final int BUFFER = 1 << 18;

    private Disk() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files of a copy, by their names. */
    static List<Path> files(Path copy) throws IOException {
        if (!Files.isDirectory(copy)) {
            return List.of(copy);
        }
        try (Stream<Path> all = Files.list(copy)) {
            return all.sorted().toList();
        }
    }

    /** Whoever wrote it may have asked the umask. */
    static void ownerOnly(Path copy) throws IOException {
        for (Path file : files(copy)) {
            OwnerOnly.file(file);
        }
    }

    static long bytes(Path copy) throws IOException {
        long bytes = 0;
        for (Path file : files(copy)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Reads a copy whole.
     *
     * @return in hexadecimal; of a folder that of the lines that {@code sha256sum *} prints in it
     */
    static String sha256(Path copy) throws IOException {
        if (!Files.isDirectory(copy)) {
            return ofFile(copy);
        }
        MessageDigest all = digest();
        for (Path file : files(copy)) {
            String line = ofFile(file) + "  " + file.getFileName() + "\n";
            all.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static String ofFile(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] bytes = new byte[BUFFER];
        try (var in = Files.newInputStream(file)) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                digest.update(bytes, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Puts what was written on the disk; to be done before it is read back. */
    static void sync(Path copy) throws IOException {
        for (Path file : files(copy)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        if (Files.isDirectory(copy)) {
            OwnerOnly.synced(copy);
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
}
