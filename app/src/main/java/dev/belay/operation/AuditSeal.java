package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The last line of the audit, kept outside the store under a key of its own: a chain alone cannot
 * show that its end was cut off.
 */
public final class AuditSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String ANNOUNCED = "announced";
    private static final String CONFIRMED = "confirmed";

    private final Path key;
    private final Path seal;

    /**
     * @param folder where key and seal are kept, each readable by its owner only
     */
    public AuditSeal(Path folder) {
        key = folder.resolve("audit.key");
        seal = folder.resolve("audit.seal");
    }

    /**
     * Seals the chain up to a line; on the disk when this returns. The line is announced before it
     * is committed and confirmed afterwards, so that a crash in between is not taken for a cut.
     */
    void set(long number, String hash, boolean committed) {
        try {
            String line = number + " " + hash + " " + (committed ? CONFIRMED : ANNOUNCED);
            write(seal, (line + " " + mac(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException e) {
            throw new Problem(
                            "audit.seal",
                            seal.toString(),
                            String.valueOf(e.getMessage()),
                            ExitCode.FAILED)
                    .asException(e);
        }
    }

    /** What the seal says against a chain that ends so; a line each. */
    List<String> faults(long number, String hash) {
        try {
            if (!Files.exists(seal)) {
                return number == 0 ? List.of() : List.of(Messages.text("audit.fault.unsealed"));
            }
            String[] parts = Files.readString(seal).strip().split(" ");
            String line = parts.length == 4 ? String.join(" ", List.of(parts).subList(0, 3)) : "";
            if (parts.length != 4 || !sameText(mac(line), parts[3])) {
                return List.of(Messages.text("audit.fault.seal"));
            }
            long sealed = Long.parseLong(parts[0]);
            long atMost = parts[2].equals(ANNOUNCED) ? number + 1 : number;
            if (sealed > atMost || (sealed == number && !parts[1].equals(hash))) {
                return List.of(Messages.text("audit.fault.cut", parts[0], Long.toString(number)));
            }
            return sealed < number
                    ? List.of(Messages.text("audit.fault.behind", parts[0], Long.toString(number)))
                    : List.of();
        } catch (IOException | GeneralSecurityException | NumberFormatException e) {
            return List.of(Messages.text("audit.fault.unread", String.valueOf(e.getMessage())));
        }
    }

    /** When the end was sealed last. */
    Optional<Instant> setAt() {
        try {
            return Optional.of(Files.getLastModifiedTime(seal).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String mac(String line) throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key(), ALGORITHM));
        return HexFormat.of().formatHex(mac.doFinal(line.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] key() throws IOException {
        if (!Files.exists(key)) {
            byte[] made = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(made);
            write(key, made);
        }
        return Files.readAllBytes(key);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        OwnerOnly.file(fresh);
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes));
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
