package dev.belay.backup;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.password4j.ScryptFunction;

import dev.belay.target.Secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a passphrase protects a file's key: by scrypt. It is the only one in its file.
 *
 * @see <a href="https://age-encryption.org/v1#the-scrypt-recipient-type">the scrypt recipient
 *     type</a>
 */
final class ScryptStanza implements RecipientStanzaReader, RecipientStanzaWriter {
    private static final String TYPE = "scrypt";
    private static final byte[] LABEL =
            "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int BLOCK = 8;
    private static final int KEY = 32;

    /** Takes 64 MB: what a backup may take as a whole is 128. */
    static final int WORK = 16;

    /** Takes 1 GB; the age command writes 18. */
    private static final int MOST = 20;

    private final Secret passphrase;

    ScryptStanza(Secret passphrase) {
        this.passphrase = passphrase;
    }

    /** What stands in the file. */
    private static final class Stanza implements RecipientStanza {
        private final List<String> arguments;
        private final byte[] body;

        /**
         * @param body the file's key, encrypted
         */
        Stanza(List<String> arguments, byte[] body) {
            this.arguments = arguments;
            this.body = body;
        }

        @Override
        public String getType() {
            return TYPE;
        }

        @Override
        public List<String> getArguments() {
            return arguments;
        }

        @Override
        public byte[] getBody() {
            return body.clone();
        }
    }

    @Override
    public Iterable<RecipientStanza> getRecipientStanzas(FileKey fileKey)
            throws GeneralSecurityException {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        byte[] body = cipher(Cipher.ENCRYPT_MODE, salt, WORK).doFinal(fileKey.getEncoded());
        String text = Base64.getEncoder().withoutPadding().encodeToString(salt);
        return List.of(new Stanza(List.of(text, Integer.toString(WORK)), body));
    }

    @Override
    public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
        FileKey key = null;
        int all = 0;
        for (RecipientStanza stanza : stanzas) {
            all++;
            if (stanza.getType().equals(TYPE)) {
                key = key(stanza);
            }
        }
        if (key == null || all != 1) {
            throw new UnsupportedRecipientStanzaException("no passphrase opens it");
        }
        return key;
    }

    private FileKey key(RecipientStanza stanza) throws GeneralSecurityException {
        List<String> arguments = stanza.getArguments();
        if (arguments.size() != 2 || !arguments.get(1).matches("[1-9][0-9]?")) {
            throw new java.security.SignatureException(TYPE);
        }
        int work = Integer.parseInt(arguments.get(1));
        byte[] salt;
        try {
            salt = Base64.getDecoder().decode(arguments.get(0));
        } catch (IllegalArgumentException e) {
            throw new java.security.SignatureException(e);
        }
        if (salt.length != SALT || work > MOST || stanza.getBody().length != KEY) {
            throw new java.security.SignatureException(TYPE);
        }
        return new FileKey(cipher(Cipher.DECRYPT_MODE, salt, work).doFinal(stanza.getBody()));
    }

    private Cipher cipher(int mode, byte[] salt, int work) throws GeneralSecurityException {
        byte[] whole = Arrays.copyOf(LABEL, LABEL.length + SALT);
        System.arraycopy(salt, 0, whole, LABEL.length, SALT);
        byte[] key = derived(whole, work);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(new byte[12]));
        Arrays.fill(key, (byte) 0);
        return cipher;
    }

    private byte[] derived(byte[] salt, int work) throws GeneralSecurityException {
        byte[] password =
                passphrase.use(
                        chars -> {
                            ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
                            byte[] bytes = new byte[utf8.remaining()];
                            utf8.get(bytes);
                            return bytes;
                        });
        try {
            return ScryptFunction.getInstance(1 << work, BLOCK, 1, KEY).scrypt(password, salt, KEY);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
