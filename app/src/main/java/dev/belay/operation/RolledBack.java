package dev.belay.operation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What a rollback did.
 *
 * @param from the version before
 * @param to the version after, or null for none
 * @param again repeatable migrations that were run again
 * @param left repeatable migrations that do not stand any more; the next migrate runs them
 */
public record RolledBack(
        List<Undone> undone,
        @Nullable String from,
        @Nullable String to,
        List<String> again,
        List<String> left) {
    /** A version that was undone. */
    public record Undone(String version, String description, Duration took) {}

    public RolledBack {
        undone = List.copyOf(undone);
        again = List.copyOf(again);
        left = List.copyOf(left);
    }
}
