package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.OptionalDouble;

/** Whole files that are encrypted, and decrypted again to compare them. */
final class Encryption {
    private static final int BUFFER = 1 << 18;

    private Encryption() {}

    /**
     * Encrypts a file, reads the result back, and removes the file.
     *
     * @return opens the result
     */
    static Opening of(Target target, Path plain, Path to, Sealing sealing, Attendant attendant)
            throws IOException {
        OwnerOnly.file(to);
        Opening opening;
        byte[] before;
        attendant.at(Messages.text("backup.encrypting"), OptionalDouble.empty());
        try (InputStream in = Files.newInputStream(plain);
                OutputStream file = Files.newOutputStream(to);
                Sealing.Sealed sealed = sealing.seal(file)) {
            opening = sealed.opening();
            before = copied(target, in, sealed, attendant);
        }
        try (InputStream in = opening.open(to, target.name())) {
            byte[] after = copied(target, in, OutputStream.nullOutputStream(), attendant);
            if (!MessageDigest.isEqual(before, after)) {
                throw Failure.unlike(target, Messages.text("backup.unlike.encrypted"));
            }
        }
        Files.delete(plain);
        return opening;
    }

    /**
     * Decrypts a file into an empty one, to its end.
     *
     * @throws dev.belay.message.BelayException if it cannot be opened, or is damaged
     */
    static void undone(Target target, Path file, Opening opening, Path to, Attendant attendant)
            throws IOException {
        OwnerOnly.file(to);
        try (InputStream in = opening.open(file, target.name());
                OutputStream out = Files.newOutputStream(to)) {
            copied(target, in, out, attendant);
        }
    }

    private static byte[] copied(
            Target target, InputStream in, OutputStream out, Attendant attendant)
            throws IOException {
        MessageDigest digest = Disk.digest();
        byte[] bytes = new byte[BUFFER];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            digest.update(bytes, 0, n);
            out.write(bytes, 0, n);
        }
        return digest.digest();
    }
}
