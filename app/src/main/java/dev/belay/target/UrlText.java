package dev.belay.target;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The letters of URLs: percent escapes, and forms that are safe to show. */
final class UrlText {
    private static final String UNRESERVED = "-._~";
    private static final int SHOWN = 300;
    private static final Pattern SCHEME =
            Pattern.compile(
                    "(?i)\\s*(?:jdbc:)?(?:sqlite|postgres|postgresql|mysql|mariadb)(?:\\+[a-z0-9_.-]+)?:(?://)?");
    private static final Pattern SECRET_OPTION =
            Pattern.compile("(?is)([?&][^=&]*(?:pass|pwd|secret|token)[^=&]*=).*");

    /** Text that is no valid percent encoding of UTF-8, or holds a NUL. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private UrlText() {}

    /** Resolves {@code %XX}; a {@code +} stays a plus, as libpq has it. */
    static String decode(String text) throws MalformedException {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.put(source[i]);
                continue;
            }
            if (i + 2 >= source.length
                    || !HexFormat.isHexDigit(source[i + 1])
                    || !HexFormat.isHexDigit(source[i + 2])) {
                throw new MalformedException();
            }
            bytes.put(
                    (byte)
                            (HexFormat.fromHexDigit(source[i + 1]) * 16
                                    + HexFormat.fromHexDigit(source[i + 2])));
            i += 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            if (decoded.indexOf('\0') >= 0) {
                throw new MalformedException();
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw new MalformedException();
        }
    }

    /** Escapes all but letters, digits, {@code -._~} and the characters of {@code kept}. */
    static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    /**
     * True if an option whose value is a secret stands in the URL; what follows it may be the rest
     * of a secret that was not escaped.
     */
    static boolean hasSecretOption(String url) {
        return SECRET_OPTION.matcher(url).find();
    }

    /**
     * A URL as a message may quote it: whatever can be a password is {@code •••}, however badly the
     * URL is written; control and direction characters are escaped; at most 300 characters.
     */
    static String masked(String url) {
        Matcher scheme = SCHEME.matcher(url);
        String head = scheme.lookingAt() ? scheme.group() : "";
        String rest = maskQuery(url.substring(head.length()));
        return visible(head + (head.contains("sqlite") ? rest : maskUserInfo(rest)));
    }

    private static String maskUserInfo(String rest) {
        int at = rest.lastIndexOf('@');
        int colon = rest.indexOf(':');
        if (at >= 0) {
            return colon >= 0 && colon < at
                    ? rest.substring(0, colon + 1) + Secret.MASK + rest.substring(at)
                    : rest;
        }
        // Without an @ a "port" that is no port may be a password whose host was forgotten.
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        colon = bracket >= 0 ? rest.indexOf(':', bracket) : colon;
        if (colon < 0) {
            return rest;
        }
        int end = colon + 1;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(colon + 1, end).matches("\\d{1,5}(,.*)?")
                ? rest
                : rest.substring(0, colon + 1) + Secret.MASK + rest.substring(end);
    }

    private static String maskQuery(String rest) {
        return SECRET_OPTION.matcher(rest).replaceFirst("$1" + Secret.MASK);
    }

    /** The text with control and direction characters escaped, cut at 300 characters. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .forEach(
                        c -> {
                            if (Character.isISOControl(c) || isDirection(c)) {
                                out.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return text.codePointCount(0, text.length()) > SHOWN
                ? out.append('…').toString()
                : out.toString();
    }

    /** Characters that turn or hide the text after them, and so make a name look like another. */
    static boolean isDirection(int c) {
        return c == 0x61C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
