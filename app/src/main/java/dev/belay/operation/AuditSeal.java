package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private static final int LONGEST_MARK = 200;

    private final Path key;

    /** A key whose first seal is not written yet: a key alone tells that its seal was removed. */
    private final Path newKey;

    private final Path seal;

    /**
     * What a seal says.
     *
     * @param number of the sealed line
     * @param announced true if it was not committed yet
     * @param previous the hash of the line before, empty before the first; null in an old seal
     */
    private record Said(long number, String hash, boolean announced, @Nullable String previous) {
        static Said of(List<String> parts) {
            return new Said(
                    Long.parseLong(parts.get(0)),
                    parts.get(1),
                    parts.get(2).equals(ANNOUNCED),
                    parts.size() > 3 ? parts.get(3).substring(1) : null);
        }

        /** True of a chain that ends with this line, or right before it if it was announced. */
        boolean fits(long last, String head) {
            if (last == number) {
                return head.equals(hash);
            }
            return announced && last == number - 1 && (previous == null || head.equals(previous));
        }
    }

    /**
     * @param folder where key and seal are kept, each readable by its owner only
     */
    public AuditSeal(Path folder) {
        key = folder.resolve("audit.key");
        newKey = folder.resolve("audit.key.new");
        seal = folder.resolve("audit.seal");
    }

    /** Announces a line that is about to be committed; on the disk when this returns. */
    void announce(AuditEntry entry) {
        set(entry.number() + " " + entry.hash() + " " + ANNOUNCED + " ." + entry.previous());
    }

    /** Seals the chain up to a line that is committed; on the disk when this returns. */
    void confirm(AuditEntry entry) {
        set(entry.number() + " " + entry.hash() + " " + CONFIRMED + " ." + entry.previous());
    }

    private void set(String line) {
        try {
            byte[] secret = own();
            write(seal, (line + " " + mac(secret, line) + "\n").getBytes(StandardCharsets.UTF_8));
            if (Files.exists(newKey)) {
                moved(newKey, key);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new Problem(
                            "audit.seal",
                            seal.toString(),
                            String.valueOf(e.getMessage()),
                            ExitCode.FAILED)
                    .asException(e);
        }
    }

    /**
     * What the seal says against a chain that ends so, in a sentence; null if it fits.
     *
     * @param number of the last line, 0 if there is none
     * @param hash of that line, empty if there is none
     */
    @Nullable String fault(long number, String hash) {
        // The key first: where it is, its seal was before.
        boolean used = Files.exists(key);
        try {
            List<String> parts = List.of(Files.readString(seal).strip().split(" "));
            String line = String.join(" ", parts.subList(0, parts.size() - 1));
            byte[] secret = secret();
            boolean own = secret != null && sameText(mac(secret, line), parts.getLast());
            if (!own || parts.size() < 4) {
                return Messages.text("audit.fault.seal");
            }
            return against(Said.of(parts.subList(0, parts.size() - 1)), number, hash);
        } catch (NoSuchFileException e) {
            return number == 0 && !used ? null : Messages.text("audit.fault.unsealed");
        } catch (IOException | GeneralSecurityException | NumberFormatException e) {
            return Messages.text("audit.fault.unread", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String against(Said said, long number, String hash) {
        if (said.fits(number, hash)) {
            return null;
        }
        String key = said.number < number ? "audit.fault.behind" : "audit.fault.cut";
        return Messages.text(key, Long.toString(said.number), Long.toString(number));
    }

    /** What tells this seal from others, as it stands there; a word where there is none. */
    String mark() {
        try {
            byte[] bytes = Files.readAllBytes(seal);
            String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            String plain = text.replaceAll("[^ -~]", "?");
            return plain.substring(0, Math.min(plain.length(), LONGEST_MARK));
        } catch (IOException e) {
            return "none";
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

    private static String mac(byte[] secret, String line) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret, ALGORITHM));
        return HexFormat.of().formatHex(mac.doFinal(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key, made where there is none; only under the store's write lock. */
    private byte[] own() throws IOException {
        byte[] there = secret();
        if (there != null) {
            return there;
        }
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        Files.deleteIfExists(key);
        Files.deleteIfExists(newKey);
        fill(newKey, made);
        return made;
    }

    /** The key, also one whose first seal was just written; null if there is none that is whole. */
    private byte @Nullable [] secret() {
        for (Path file : List.of(key, newKey, key)) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length == KEY_BYTES) {
                    return bytes;
                }
            } catch (IOException e) {
                // Not there, moved between two looks, or not to be read: no key either way.
            }
        }
        return null;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        fill(fresh, bytes);
        moved(fresh, file);
    }

    private static void fill(Path file, byte[] bytes) throws IOException {
        OwnerOnly.file(file);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(bytes));
            out.force(true);
        }
    }

    /** A seal that a power cut takes back would say that lines were added past Belay. */
    private static void moved(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.synced(to.toAbsolutePath().getParent());
    }
}
