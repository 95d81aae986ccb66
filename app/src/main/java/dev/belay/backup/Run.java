package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A backup that was begun, and how it ended.
 *
 * @param operation the journal's number
 * @param place of the target, {@link dev.belay.target.Target#place}
 * @param backup its id, or null if it was not done
 * @param bytes of its file, or null if it was not done
 * @param sourceBytes of the database then
 * @param reason why it was not done, or null
 */
public record Run(
        String operation,
        String target,
        String place,
        String fingerprint,
        Instant began,
        Duration took,
        Result result,
        @Nullable String backup,
        @Nullable Long bytes,
        long sourceBytes,
        @Nullable String reason) {

    /** How it ended. */
    public enum Result {
        DONE,
        FAILED,
        CANCELLED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
