package dev.belay.db;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * What a server said, made harmless to show: one line, no control or direction characters, short.
 */
public final class ServerWords {
    private static final int LONGEST = 240;

    private ServerWords() {}

    /** The first line of an error's message, without a final stop; never empty. */
    public static String of(SQLException failure) {
        String text = tame(failure.getMessage());
        return text.isEmpty() ? failure.getClass().getSimpleName() : text;
    }

    /** The first line of any text from outside. */
    public static String tame(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder tame = new StringBuilder();
        text.strip()
                .lines()
                .findFirst()
                .orElse("")
                .codePoints()
                .filter(ServerWords::harmless)
                .limit(LONGEST + 1L)
                .forEach(tame::appendCodePoint);
        if (tame.codePointCount(0, tame.length()) > LONGEST) {
            tame.setLength(tame.offsetByCodePoints(0, LONGEST));
            tame.append('\u2026');
        }
        String line = tame.toString().strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean harmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
