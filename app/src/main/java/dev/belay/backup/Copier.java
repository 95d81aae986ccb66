package dev.belay.backup;

import dev.belay.db.Session;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;

/** Copies the databases of one engine. */
interface Copier {
    /** Why none can be taken of this target here, in one sentence; empty if one can. */
    Optional<String> hindrance(Target target);

    /** What a backup would be now; a session that only reads. */
    Prospect prospect(Session session) throws SQLException;

    /** How a copy's file name ends, where it is not encrypted: {@code db}. */
    String ending();

    /**
     * Writes the copy into the place's unfinished file, puts it on the disk, reads it back whole
     * and compares it with its source.
     *
     * @param folder that of all backups, for a message
     */
    Copied copy(Target target, Path folder, Place place, Wish wish, Attendant attendant)
            throws IOException;

    /**
     * What is known of a copy that was read back.
     *
     * @param format as {@link Manifest#format}
     * @param sha256 of the file that was written, as {@link Disk#sha256} has it
     * @param tool that made it, with its version; null for the engine itself
     * @param traits as {@link Manifest#traits}
     * @param restore how to bring it back by hand
     * @param opening opens the file that was written
     */
    record Copied(
            String format,
            String serverVersion,
            String fingerprint,
            SortedMap<String, Long> rows,
            String sha256,
            @Nullable String tool,
            @Nullable Traits traits,
            String restore,
            Opening opening) {}
}
