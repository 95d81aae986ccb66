package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A backup or a safety copy that is kept: its file, or its folder where it was dumped in parallel.
 *
 * @param proof of its last restore into scratch, or null if it was never restored
 */
public record Stored(Path file, Manifest manifest, @Nullable Proof proof) {
    /** How far it is known to be good. */
    public enum Badge {
        /** Read back whole when it was made. */
        VERIFIED,
        /** Restored into scratch, and its rows counted there. */
        PROVEN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Badge badge() {
        return proof == null ? Badge.VERIFIED : Badge.PROVEN;
    }

    /** {@code yyyyMMdd_HHmmss}; of a safety copy its file's name without the ending. */
    public String id() {
        String id = manifest.id();
        return id != null ? id : stem(String.valueOf(file.getFileName()));
    }

    /** True if it was taken before a dangerous operation. */
    public boolean safety() {
        return manifest.before() != null;
    }

    /** Where its manifest stands. */
    public Path manifestFile() {
        return file.resolveSibling(file.getFileName() + Place.MANIFEST);
    }

    /** Where a proof stands, if there is one. */
    public Path proofFile() {
        return Proof.file(file);
    }

    /** True if the file is still there. */
    public boolean there() {
        return Files.exists(file);
    }

    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
