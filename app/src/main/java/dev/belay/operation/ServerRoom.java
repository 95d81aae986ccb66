package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The disk on which a database lies whose server runs on this machine. */
record ServerRoom(Path folder) {
    /** What a server's log of changes takes until it is brought into its files, by default. */
    private static final long LOG = 1_000_000_000;

    /** Where it is known; null of a server elsewhere, or of one that does not tell. */
    static @Nullable ServerRoom of(Target target, @Nullable String folder) {
        Address.Server server = (Address.Server) target.address();
        boolean here =
                Address.isLoopback(server.host())
                        && server.jump() == null
                        && folder != null
                        && Files.isDirectory(Path.of(folder));
        return here && folder != null ? new ServerRoom(Path.of(folder)) : null;
    }

    /** That of a session's database, where it is known. */
    static @Nullable ServerRoom of(Session session) throws SQLException {
        return of(
                session.target(),
                session.one("restore-standing", row -> row.getString("data_directory")));
    }

    /** Bytes that are free. */
    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Bytes that have to stay free for the live databases, of what is free now. */
    long kept() throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return Math.min(Math.min(LOG, disk.getTotalSpace() / 50), disk.getUsableSpace() / 2);
    }
}
