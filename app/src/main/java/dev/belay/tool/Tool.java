package dev.belay.tool;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A program found on this machine.
 *
 * @param name as people call it: {@code pg_dump}
 * @param version its number, {@code 15.18}; null if it did not tell within the deadline
 */
public record Tool(String name, Path path, @Nullable String version) {

    /** The first number of its version, or 0 where that is unknown. */
    public int major() {
        if (version == null) {
            return 0;
        }
        String digits = version.split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
