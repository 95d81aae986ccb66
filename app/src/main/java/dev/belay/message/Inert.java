package dev.belay.message;

/**
 * Text of unknown origin (a server's error, an application's name) made harmless: what would move a
 * cursor, colour a terminal, break a line or turn the reading direction is shown as its code.
 */
public final class Inert {
    /** Longer texts are cut: a hostile server's error may have megabytes. */
    public static final int LONGEST = 8_192;

    private Inert() {}

    /** The same text, if it is harmless already. Line breaks and tabs become spaces. */
    public static String text(String text) {
        String whole = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        if (whole.codePoints().noneMatch(Inert::harmful)) {
            return whole;
        }
        StringBuilder out = new StringBuilder(whole.length() + 16);
        whole.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\t') {
                                out.append(' ');
                            } else if (harmful(c)) {
                                // A carriage return before a line feed is only the end of a line.
                                out.append(c == '\r' ? "" : "\\u" + hex(c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }

    private static String hex(int c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static boolean harmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
