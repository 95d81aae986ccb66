package dev.belay.backup;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A backup's bytes in a place of our own, checked while they were copied. What is used afterwards
 * is what was checked, whatever becomes of the backup's file meanwhile.
 */
public final class PrivateCopy {
    private static final int CHUNK = 1 << 20;

    private final Target target;
    private final Origin origin;
    private final Path folder;
    private final Attendant attendant;
    private final long expected;
    private long done;

    private PrivateCopy(
            Target target, Origin origin, Path folder, Attendant attendant, long expected) {
        this.target = target;
        this.origin = origin;
        this.folder = folder;
        this.attendant = attendant;
        this.expected = expected;
    }

    /**
     * Copies and checks, and decrypts what is encrypted.
     *
     * @param target for whose sake, to be named in a problem
     * @param folder for its owner alone
     * @return the copy, in that folder
     * @throws BelayException with {@link ExitCode#CORRUPT} if it is not what its manifest tells,
     *     with {@link ExitCode#WRONG_KEY} if it cannot be opened
     */
    public static Path make(
            Target target, Origin origin, Path folder, Opening opening, Attendant attendant) {
        try {
            Manifest manifest = origin.manifest();
            long expected = manifest == null ? Disk.bytes(origin.file()) : manifest.bytes();
            PrivateCopy copy = new PrivateCopy(target, origin, folder, attendant, expected);
            return copy.made(opening);
        } catch (IOException e) {
            if (Failure.isFull(folder, String.valueOf(e.getMessage()))) {
                throw full(target, Objects.requireNonNullElse(folder.getParent(), folder), e);
            }
            throw Problem.of(
                            "restore.unreadable",
                            target.name(),
                            ExitCode.CORRUPT,
                            origin.file().toString(),
                            String.valueOf(e.getMessage()))
                    .asException(e);
        }
    }

    /** The problem of a folder without room for it, or that which it was told as. */
    public static BelayException noRoom(Target target, Path folder, BelayException cause) {
        return Failure.isFull(folder, cause.problem().why()) ? full(target, folder, cause) : cause;
    }

    /**
     * Makes sure that a folder has as much room as a file has bytes.
     *
     * @throws BelayException if it has less
     */
    public static void room(Target target, Path folder, Path file) {
        try {
            if (Disk.free(folder) < Disk.bytes(file)) {
                throw full(target, folder, new IOException(folder.toString()));
            }
        } catch (IOException e) {
            throw full(target, folder, e);
        }
    }

    private static BelayException full(Target target, Path folder, Exception cause) {
        return Failure.full("restore.full", target, folder, cause);
    }

    private Path made(Opening opening) throws IOException {
        boolean encrypted = Opening.encrypted(origin.head());
        room(encrypted ? 2 * expected : expected);
        Path copy = folder.resolve("backup");
        String sha256 = Files.isDirectory(origin.file()) ? folder(copy) : file(origin.file(), copy);
        if (done < expected) {
            throw corrupt(
                    Messages.text(
                            "restore.corrupt.shorter", Units.count(done), Units.count(expected)));
        }
        Manifest manifest = origin.manifest();
        if (manifest != null && !manifest.sha256().equals(sha256)) {
            throw corrupt(Messages.text("restore.corrupt.hash"));
        }
        return Opening.encrypted(copy) ? opened(copy, opening) : copy;
    }

    private void room(long needed) throws IOException {
        long free = Disk.free(folder);
        if (free < needed) {
            throw Problem.of(
                            "restore.no-space",
                            target.name(),
                            ExitCode.REFUSED,
                            Units.size(needed),
                            folder.toString(),
                            Units.size(free))
                    .asException();
        }
    }

    /** As {@link Disk#sha256} has it. */
    private String folder(Path to) throws IOException {
        Files.createDirectory(to);
        MessageDigest all = Disk.digest();
        for (Path each : Disk.files(origin.file())) {
            String sha256 = file(each, to.resolve(each.getFileName()));
            String line = sha256 + "  " + each.getFileName() + "\n";
            all.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private String file(Path from, Path to) throws IOException {
        MessageDigest digest = Disk.digest();
        OwnerOnly.file(to);
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            byte[] bytes = new byte[CHUNK];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                done += n;
                if (done > expected) {
                    throw corrupt(Messages.text("restore.corrupt.longer", Units.count(expected)));
                }
                digest.update(bytes, 0, n);
                out.write(bytes, 0, n);
                heard(expected == 0 ? 1 : (double) done / expected);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path opened(Path sealed, Opening opening) throws IOException {
        Path plain = folder.resolve("opened");
        OwnerOnly.file(plain);
        long written = 0;
        try (InputStream in = opening.open(sealed, origin.file(), target.name());
                OutputStream out = Files.newOutputStream(plain)) {
            byte[] bytes = new byte[CHUNK];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                written += n;
                heard((double) written / Math.max(1, expected));
            }
        }
        Files.delete(sealed);
        return plain;
    }

    private void heard(double share) {
        attendant.at(Messages.text("restore.checking"), OptionalDouble.of(Math.min(1, share)));
        if (attendant.gone()) {
            throw ArchiveRestore.ended(target);
        }
    }

    private BelayException corrupt(String how) {
        return corrupt(target, origin, how);
    }

    static BelayException corrupt(Target target, Origin origin, String how) {
        return Problem.of(
                        "restore.corrupt",
                        target.name(),
                        ExitCode.CORRUPT,
                        origin.file().toString(),
                        how)
                .asException();
    }
}
