package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The content of an encrypted file, part by part; whatever a damaged one makes the library throw is
 * a {@link Damage} that names the part.
 */
final class Unsealed extends InputStream {
    /** Of the age format, without and with its tag. */
    private static final int PART = 1 << 16;

    private static final int SEALED = PART + 16;
    private static final String HEAD_TAG = "\n--- ";
    private static final int NONCE = 16;

    private final InputStream in;
    private final long start;
    private long done;

    /** A part that is not as it was written. */
    static final class Damage extends IOException {
        private static final long serialVersionUID = 1;

        private Damage(String told, Exception cause) {
            super(told, cause);
        }
    }

    /**
     * @param start where its parts begin in the file, in bytes; -1 where they are written as text
     */
    Unsealed(InputStream in, long start) {
        this.in = in;
        this.start = start;
    }

    /** Where the parts begin in a file, in bytes: behind its head, the head's tag and a nonce. */
    static long start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(PART), StandardCharsets.ISO_8859_1);
            return head.indexOf('\n', head.indexOf(HEAD_TAG) + 1) + 1L + NONCE;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            // More at once, and the parts before a damaged one would not have been counted.
            int n = in.read(bytes, from, Math.min(length, PART));
            done += Math.max(0, n);
            return n;
        } catch (RuntimeException e) {
            throw damage(e);
        } catch (IOException e) {
            throw broken(e) ? damage(e) : e;
        }
    }

    /** Else the disk could not be read. */
    private static boolean broken(IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof GeneralSecurityException) {
                return true;
            }
        }
        return String.valueOf(failure.getMessage()).contains("chunk");
    }

    private Damage damage(Exception cause) {
        long part = done / PART;
        return new Damage(
                start < 0
                        ? Messages.text("backup.damaged.part", Units.count(part + 1))
                        : Messages.text(
                                "backup.damaged.part-at",
                                Units.count(part + 1),
                                Units.count(start + part * SEALED)),
                cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
