package dev.belay.backup;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Secret;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import javax.crypto.AEADBadTagException;

/**
 * What encrypted backups are opened with: the keys of an identity file, or a passphrase.
 *
 * @see <a href="https://age-encryption.org/v1">the age format</a>
 */
public final class Opening {
    /** Opens what is not encrypted. */
    public static final Opening NONE = new Opening(List.of());

    /** What opens a backup begins so, whatever kind of key it is. */
    static final String SECRET = "AGE-SECRET-KEY-";

    /** So many bytes tell what a file is. */
    private static final int HEAD = 64;

    private static final String BINARY = "age-encryption.org/v1\n";
    private static final String ARMORED = "-----BEGIN AGE ENCRYPTED FILE-----";
    private static final String KEY = SECRET + "1";
    private static final int BUFFER = 1 << 17;

    /** No file of keys is larger. */
    private static final long LARGEST = 1 << 20;

    private final List<RecipientStanzaReader> readers;

    private Opening(List<RecipientStanzaReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * By the keys of a file as {@code age-keygen} writes it: one {@code AGE-SECRET-KEY-1…} a line,
     * and comments.
     *
     * @throws BelayException with {@link ExitCode#USAGE} if it cannot be read or holds none
     */
    public static Opening ofIdentities(Path file) {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file.toString());
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.strip().startsWith(KEY)) {
                    readers.add(
                            X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                                    line.strip()));
                }
            }
        } catch (NoSuchFileException e) {
            throw Problem.of("backup.identity.missing", "", ExitCode.USAGE, file.toString())
                    .asException(e);
        } catch (AccessDeniedException e) {
            throw Problem.of("backup.identity.denied", "", ExitCode.USAGE, file.toString())
                    .asException(e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw noIdentity(file).asException(e);
        }
        if (readers.isEmpty()) {
            throw noIdentity(file).asException();
        }
        return new Opening(readers);
    }

    private static Problem noIdentity(Path file) {
        return Problem.of("backup.identity", "", ExitCode.USAGE, file.toString());
    }

    public static Opening of(Secret passphrase) {
        return new Opening(List.of(new ScryptStanza(passphrase)));
    }

    /** By the own key of one file. */
    static Opening of(byte[] fileKey) {
        return new Opening(List.of(stanzas -> new FileKey(fileKey.clone())));
    }

    /** True if the file says that it is encrypted. */
    public static boolean encrypted(Path file) throws IOException {
        return encrypted(head(file));
    }

    /** The same by the first bytes of a file. */
    static boolean encrypted(String head) {
        return head.startsWith(BINARY) || head.startsWith(ARMORED);
    }

    private static String head(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return head(in);
        }
    }

    /** The first bytes, one a character. */
    static String head(InputStream in) throws IOException {
        return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    }

    /**
     * The content of a file, decrypted where it is encrypted. The part that was read is authentic;
     * that there is no more is known only at the end.
     *
     * @param where whose backup it is, for a message
     * @return reading it fails with {@link Unsealed.Damage} at the first damage
     * @throws BelayException with {@link ExitCode#WRONG_KEY} if this does not open it, with {@link
     *     ExitCode#CORRUPT} if its head is damaged
     */
    public InputStream open(Path file, String where) throws IOException {
        return open(file, file, where);
    }

    /**
     * The same of a copy.
     *
     * @param named what a problem names
     */
    InputStream open(Path file, Path named, String where) throws IOException {
        String head = head(file);
        if (!encrypted(head)) {
            return Files.newInputStream(file);
        }
        if (readers.isEmpty()) {
            throw Problem.of("backup.no-key", where, ExitCode.WRONG_KEY, named.toString())
                    .asException();
        }
        DecryptingChannelFactory factory =
                head.startsWith(ARMORED)
                        ? new ArmoredDecryptingChannelFactory()
                        : new StandardDecryptingChannelFactory();
        FileChannel channel = FileChannel.open(file);
        try {
            InputStream plain =
                    Channels.newInputStream(factory.newDecryptingChannel(channel, readers));
            long start = head.startsWith(ARMORED) ? -1 : Unsealed.start(file);
            return new BufferedInputStream(new Unsealed(plain, start), BUFFER);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            channel.close();
            throw refused(e, named, where);
        }
    }

    private static BelayException refused(Exception e, Path file, String where) {
        boolean key =
                e instanceof UnsupportedRecipientStanzaException
                        || e instanceof AEADBadTagException;
        return key
                ? Problem.of("backup.wrong-key", where, ExitCode.WRONG_KEY, file.toString())
                        .asException(e)
                : Problem.of("backup.damaged", where, ExitCode.CORRUPT, file.toString())
                        .asException(e);
    }
}
