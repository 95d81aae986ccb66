package dev.belay.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts of scripts, read when someone looks at them. */
public final class Scripts {
    /** More than a person reads; what is longer is cut. */
    public static final int LARGEST_BYTES = 2 << 20;

    private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * A script as far as it was read.
     *
     * @param cut true if it is longer than {@link #LARGEST_BYTES}
     */
    public record Text(String text, boolean cut) {}

    private Scripts() {}

    /**
     * Reads a script: UTF-16 or UTF-8 by its mark, UTF-8 if it is that, else Windows-1252, in which
     * every file can be read.
     *
     * @throws IOException if it is gone or may not be read
     */
    public static Text text(Path script) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(script)) {
            bytes = in.readNBytes(LARGEST_BYTES + 1);
        }
        boolean cut = bytes.length > LARGEST_BYTES;
        return new Text(decoded(bytes, Math.min(bytes.length, LARGEST_BYTES), cut), cut);
    }

    private static String decoded(byte[] bytes, int length, boolean cut) {
        if (length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
            return new String(bytes, 0, length, StandardCharsets.UTF_16);
        }
        int start = marked(bytes, length) ? UTF8_MARK.length : 0;
        // A cut may fall inside a character.
        int end = length;
        while (cut && end > start && length - end < 4 && (bytes[end - 1] & 0x80) != 0) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, length - start, Charset.forName("windows-1252"));
        }
    }

    private static boolean marked(byte[] bytes, int length) {
        return length >= UTF8_MARK.length
                && bytes[0] == UTF8_MARK[0]
                && bytes[1] == UTF8_MARK[1]
                && bytes[2] == UTF8_MARK[2];
    }
}
