package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A SQLite file in a temporary folder for its owner alone. */
final class ScratchFile implements ScratchPlace {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFile.class);

    private final Path folder;
    private final Target target;
    private final SessionSource source;

    private ScratchFile(Path folder, Target target, SessionSource source) {
        this.folder = folder;
        this.target = target;
        this.source = source;
    }

    static ScratchFile make(Sessions sessions, Target live) throws ConnectException {
        try {
            Path folder = Files.createTempDirectory("belay-scratch-").toAbsolutePath();
            // Some scripts ask how their database is called.
            Path file = folder.resolve(live.databaseName());
            Target target = live.withAddress(new Address.File(file));
            return new ScratchFile(folder, target, sessions.source(target, Purpose.WORK));
        } catch (IOException e) {
            throw Problem.of(
                            "schema.scratch.folder",
                            live.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage()))
                    .asException(e);
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
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("The scratch files in {} could not be removed", folder, e);
        }
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("The scratch folder {} could not be removed", folder, e);
        }
    }
}
