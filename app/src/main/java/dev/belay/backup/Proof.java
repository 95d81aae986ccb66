package dev.belay.backup;

import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * That a backup was restored into scratch and its rows counted there.
 *
 * @param restoreMs how long the restore took
 * @param rows in all tables
 * @param where the scratch was, for people
 */
public record Proof(Instant provenAt, long restoreMs, long rows, String where) {
    private static final Logger LOG = LoggerFactory.getLogger(Proof.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** Where the proof of a backup's file stands. */
    static Path file(Path backup) {
        return backup.resolveSibling(backup.getFileName() + ".proof.json");
    }

    /** That of a backup's file, or null if there is none that can be read. */
    static @Nullable Proof of(Path backup) {
        Path file = file(backup);
        if (Files.notExists(file)) {
            return null;
        }
        try {
            return JSON.readValue(Files.readString(file), Proof.class);
        } catch (IOException | JacksonException e) {
            LOG.info("{} is no proof", file, e);
            return null;
        }
    }

    /**
     * Keeps it beside the backup, in the place of an earlier one.
     *
     * @throws IOException if that cannot be written; an earlier one then stands as it was
     */
    public void keep(Path backup) throws IOException {
        Path file = file(backup);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        OwnerOnly.file(part);
        Files.writeString(part, JSON.writeValueAsString(this) + "\n");
        Disk.sync(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.synced(file.toAbsolutePath().getParent());
    }
}
