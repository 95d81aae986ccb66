package dev.belay.message;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Something that went wrong, told in the one form of Belay: what, where, why, what next.
 *
 * @param key names the problem in the bundle: {@code <key>.what}, {@code <key>.next}; the short
 *     code is made of it
 * @param where the target or place, in the user's words
 * @param why the reason, in one sentence without a final stop
 * @param exit the exit code of a command that ends with it
 * @param advice what to do next, where that is more than the bundle can say; null for its words
 */
public record Problem(
        String key, String where, String why, ExitCode exit, @Nullable String advice) {
    public Problem {
        Objects.requireNonNull(key);
        Objects.requireNonNull(exit);
    }

    public Problem(String key, String where, String why, ExitCode exit) {
        this(key, where, why, exit, null);
    }

    /** A problem whose reason is the bundle's {@code <key>.why}, filled with the arguments. */
    public static Problem of(String key, String where, ExitCode exit, Object... arguments) {
        return new Problem(key, where, Messages.text(key + ".why", arguments), exit);
    }

    /** What failed, as words that follow "belay:": {@code connect}, {@code read the history}. */
    public String what() {
        return Messages.text(key + ".what");
    }

    /** What the user can do next, one sentence. */
    public String next() {
        return advice != null ? advice : Messages.text(key + ".next");
    }

    /** The same with another sentence for what to do next. */
    public Problem advising(String next) {
        return new Problem(key, where, why, exit, next);
    }

    /**
     * A short code a user can quote and a developer can search: {@code BLY-4F7C}. The same for the
     * same key.
     */
    public String code() {
        return code(key);
    }

    /** The same of whatever tells one fault from another. */
    public static String code(String fault) {
        CRC32 crc = new CRC32();
        crc.update(fault.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT, "BLY-%04X", (crc.getValue() ^ (crc.getValue() >>> 16)) & 0xFFFF);
    }

    /** The line of the command: {@code <what> on <where>: <why>}. */
    public String line() {
        return where.isEmpty() ? what() + ": " + why : what() + " on " + where + ": " + why;
    }

    /** All of it as text to paste into a chat. */
    public String copyText() {
        return line() + System.lineSeparator() + next() + System.lineSeparator() + code();
    }

    public BelayException asException() {
        return new BelayException(this, null);
    }

    public BelayException asException(@Nullable Throwable cause) {
        return new BelayException(this, cause);
    }
}
