package dev.belay.backup;

import dev.belay.db.ClaimFile;
import dev.belay.store.OwnerOnly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Takes a backup away with all that stands beside it. It leaves its place at once and whole; what a
 * killed process left of it is swept as an unfinished copy is.
 */
public final class Removal {
    private Removal() {}

    /**
     * @throws IOException if it is in the place still, or not all of it could be removed
     */
    public static void of(Stored stored) throws IOException {
        Path folder = Objects.requireNonNull(stored.file().toAbsolutePath().getParent());
        String file = String.valueOf(stored.file().getFileName());
        Path work = Leftovers.work(folder, file.substring(0, file.indexOf('.')));
        OwnerOnly.newFolder(work);
        ClaimFile claim = Leftovers.claim(work);
        try {
            if (!claim.take()) {
                throw new IOException(work.toString());
            }
            Files.move(stored.file(), work.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(stored.proofFile());
            Files.deleteIfExists(stored.manifestFile());
            OwnerOnly.synced(folder);
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            claim.removeFolder();
        }
    }

    /** True if it can be read whole and is as it was written. */
    public static boolean whole(Stored stored) throws IOException {
        return stored.there()
                && Disk.bytes(stored.file()) == stored.manifest().bytes()
                && Disk.sha256(stored.file()).equals(stored.manifest().sha256());
    }
}
