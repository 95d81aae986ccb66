package dev.belay.backup;

import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Copies the databases of one engine. */
interface Copier {
    /** Why none can be taken of this target here, in one sentence; empty if one can. */
    Optional<String> hindrance(Target target);

    /** How a copy's file name ends: {@code db}. */
    String ending();

    /**
     * Writes the copy into the place's unfinished file, puts it on the disk, reads it back whole
     * and compares it with its source.
     *
     * @param folder that of all backups, for a message
     */
    Manifest copy(Target target, Path folder, Place place, Order order, Attendant attendant)
            throws IOException;

    /**
     * What a copy is taken for, and when.
     *
     * @param version of the schema then, as {@link Manifest#schemaVersion}
     */
    record Order(String operation, @Nullable String version, Instant at) {}
}
