package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A SQLite file in a folder of its own. */
final class ScratchFile implements ScratchPlace {
    private final ScratchFolder folder;
    private final Target target;
    private final SessionSource source;

    private ScratchFile(ScratchFolder folder, Target target, SessionSource source) {
        this.folder = folder;
        this.target = target;
        this.source = source;
    }

    static ScratchFile make(Sessions sessions, Target live, ScratchFolder folder)
            throws ConnectException {
        try {
            // Some scripts ask how their database is called.
            Path file = Files.createDirectory(folder.path().resolve("db"));
            Target target = live.withAddress(new Address.File(file.resolve(live.databaseName())));
            return new ScratchFile(folder, target, sessions.source(target, Purpose.WORK));
        } catch (IOException e) {
            folder.close();
            throw ScratchFolder.failure(live, e);
        }
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public SessionSource source() {
        return source;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void close() {
        source.close();
        folder.close();
    }
}
