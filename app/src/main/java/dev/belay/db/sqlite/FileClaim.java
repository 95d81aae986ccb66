package dev.belay.db.sqlite;

import dev.belay.db.Claim;
import dev.belay.db.ClaimFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The claim on a SQLite file: beside it, or in a folder of the user's own where nothing can be
 * written beside it. What stands there nobody changes by this way, so that only the Belays of one
 * user have to know of each other.
 */
final class FileClaim implements Claim {
    private final SqliteFile file;
    private final @Nullable Supplier<Path> elsewhere;
    private final String holder;
    private @Nullable ClaimFile chosen;

    /**
     * @param elsewhere the folder for claims on files that nothing can be written beside, which is
     *     there when it is asked for; null if there is none
     */
    FileClaim(SqliteFile file, @Nullable Supplier<Path> elsewhere, String holder) {
        this.file = file;
        this.elsewhere = elsewhere;
        this.holder = holder;
    }

    private synchronized ClaimFile chosen() throws SQLException {
        ClaimFile before = chosen;
        if (before != null) {
            return before;
        }
        Supplier<Path> own = elsewhere;
        ClaimFile now =
                new ClaimFile(
                        own == null || writable() ? file.claim() : elsewhere(own.get()), holder);
        chosen = now;
        return now;
    }

    private boolean writable() {
        Path beside = file.claim();
        return Files.isWritable(Files.exists(beside) ? beside : file.folder())
                || Files.notExists(file.path());
    }

    private Path elsewhere(Path folder) throws SQLException {
        try {
            return folder.resolve(file.fingerprint().replaceAll("[^A-Za-z0-9]", "-") + ".lock");
        } catch (IOException e) {
            throw new SQLException(folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean makes() {
        return writable() && Files.notExists(file.claim());
    }

    @Override
    public boolean take() throws SQLException {
        return chosen().take();
    }

    @Override
    public String holder() throws SQLException {
        return chosen().holder();
    }

    @Override
    public synchronized boolean held() {
        return chosen != null && chosen.held();
    }

    @Override
    public synchronized void close() {
        if (chosen != null) {
            chosen.close();
        }
    }
}
