package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** The folders a target works with; null where the profile names none and the default holds. */
public record Folders(@Nullable Path migrations, @Nullable Path seeds, @Nullable Path backups) {
    public static final Folders DEFAULT = new Folders(null, null, null);

    /** {@code ./migrations}, where neither profile nor option names a folder. */
    public static Path defaultMigrations() {
        return Path.of("migrations").toAbsolutePath();
    }

    /** {@code ./seeds}, where neither profile nor option names a folder. */
    public static Path defaultSeeds() {
        return Path.of("seeds").toAbsolutePath();
    }
}
