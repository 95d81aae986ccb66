package dev.belay.backup;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Secret;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For whom a backup is encrypted, in the age format: holders of keys, or whoever knows a
 * passphrase.
 *
 * @see <a href="https://age-encryption.org/v1">the age format</a>
 */
public final class Sealing {
    /** A manifest's word for a passphrase. */
    public static final String PASSPHRASE = "passphrase";

    /** Nothing is encrypted. */
    public static final Sealing NONE = new Sealing(List.of(), List.of());

    private static final int BUFFER = 1 << 16;

    private final List<String> names;
    private final List<RecipientStanzaWriter> writers;

    private Sealing(List<String> names, List<RecipientStanzaWriter> writers) {
        this.names = List.copyOf(names);
        this.writers = List.copyOf(writers);
    }

    /**
     * @param recipients public keys, {@code age1…}; none for {@link #NONE}
     * @throws dev.belay.message.BelayException with {@link ExitCode#USAGE} if one is none
     */
    public static Sealing of(List<String> recipients) {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (String recipient : recipients) {
            // What opens backups is said again nowhere, not even as a mistake.
            if (recipient.strip().toUpperCase(Locale.ROOT).startsWith(Opening.SECRET)) {
                throw Problem.of("backup.recipient.secret", "", ExitCode.USAGE).asException();
            }
            try {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw Problem.of("backup.recipient", "", ExitCode.USAGE, recipient).asException(e);
            }
        }
        return new Sealing(recipients, writers);
    }

    public static Sealing of(Secret passphrase) {
        return new Sealing(List.of(PASSPHRASE), List.of(new ScryptStanza(passphrase)));
    }

    /** The recipients, or {@link #PASSPHRASE}; empty if nothing is encrypted. */
    public List<String> names() {
        return names;
    }

    public boolean none() {
        return writers.isEmpty();
    }

    /**
     * An encrypted file in the making: what is written is encrypted, and ends when it is closed.
     */
    static final class Sealed extends OutputStream {
        private final OutputStream plain;
        private final Opening opening;

        private Sealed(OutputStream plain, Opening opening) {
            this.plain = plain;
            this.opening = opening;
        }

        /** Opens this file alone, so that it can be read back by whoever has no key. */
        Opening opening() {
            return opening;
        }

        @Override
        public void write(int b) throws IOException {
            plain.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            plain.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }

    /** Begins an encrypted file. */
    Sealed seal(OutputStream to) throws IOException {
        Kept kept = new Kept();
        List<RecipientStanzaWriter> all = new ArrayList<>(writers);
        all.add(kept);
        try {
            WritableByteChannel sealed =
                    new StandardEncryptingChannelFactory()
                            .newEncryptingChannel(
                                    Channels.newChannel(new BufferedOutputStream(to, BUFFER)), all);
            return new Sealed(
                    new BufferedOutputStream(Channels.newOutputStream(sealed), BUFFER),
                    Opening.of(kept.key()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Keeps the file's own key in memory and writes nothing of it. */
    private static final class Kept implements RecipientStanzaWriter {
        private byte @Nullable [] key;

        @Override
        public Iterable<RecipientStanza> getRecipientStanzas(FileKey fileKey) {
            key = fileKey.getEncoded().clone();
            return List.of();
        }

        byte[] key() {
            byte[] kept = key;
            if (kept == null) {
                throw new IllegalStateException();
            }
            return kept;
        }
    }
}
