package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** A backup, or any file that may be one, read whole and held against its manifest. */
final class Verification {
    private final Sessions sessions;
    private final Tools tools;
    private final Target target;
    private final Attendant attendant;

    Verification(Sessions sessions, Tools tools, Target target, Attendant attendant) {
        this.sessions = sessions;
        this.tools = tools;
        this.target = target;
        this.attendant = attendant;
    }

    /**
     * Looks at the whole file.
     *
     * @param stored what is known of it, or null if it has no manifest
     * @param place where an encrypted file of SQLite's may be decrypted
     * @throws BelayException with {@link ExitCode#CORRUPT}, {@link ExitCode#WRONG_KEY}, or {@link
     *     ExitCode#INCOMPATIBLE} if it is another engine's, or no program here can read it
     */
    Verified of(Path file, @Nullable Stored stored, Opening opening, Path place)
            throws IOException {
        attendant.at(Messages.text("backup.verifying"), OptionalDouble.empty());
        if (stored != null) {
            unchanged(file, stored.manifest());
        }
        if (Opening.encrypted(file) && opening == Opening.NONE) {
            if (stored == null) {
                throw Problem.of(
                                "backup.no-key",
                                target.known(),
                                ExitCode.WRONG_KEY,
                                file.toString())
                        .asException();
            }
            return new Verified(false, null);
        }
        Content content = content(file, opening);
        if (content.engine() != target.engine()) {
            throw Problem.of(
                            "backup.other-engine",
                            target.known(),
                            ExitCode.INCOMPATIBLE,
                            file.toString(),
                            content.engine().title())
                    .asException();
        }
        SortedMap<String, Long> rows = rows(file, content, opening, place);
        if (stored != null) {
            String difference = Rows.difference(stored.manifest().rows(), rows);
            if (!difference.isEmpty()) {
                throw damaged(file, difference);
            }
        }
        return new Verified(true, rows);
    }

    private Content content(Path file, Opening opening) throws IOException {
        try {
            return Content.of(file, opening, target.known())
                    .orElseThrow(() -> damaged(file, Messages.text("backup.damaged.none")));
        } catch (Unsealed.Damage e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private void unchanged(Path file, Manifest manifest) throws IOException {
        long bytes = Disk.bytes(file);
        if (bytes != manifest.bytes()) {
            throw damaged(
                    file,
                    Messages.text(
                            "backup.damaged.bytes",
                            Long.toString(bytes),
                            Long.toString(manifest.bytes())));
        }
        if (!Disk.sha256(file).equals(manifest.sha256())) {
            throw damaged(file, Messages.text("backup.damaged.sha256"));
        }
    }

    private BelayException damaged(Path file, String how) {
        return Problem.of("backup.corrupt", target.known(), ExitCode.CORRUPT, file.toString(), how)
                .asException();
    }

    /** Whatever stops the reading of a file that was found is its own damage. */
    private SortedMap<String, Long> rows(Path file, Content content, Opening opening, Path place)
            throws IOException {
        try {
            if (content.engine() == Engine.POSTGRESQL) {
                return new ArchiveReading(target, programs(), attendant).rows(file, opening);
            }
            Path plain = file;
            if (Opening.encrypted(file)) {
                Encryption.undone(target, file, opening, place, attendant);
                plain = place;
            }
            return new SqliteReading(sessions, target, attendant).rows(plain);
        } catch (BelayException e) {
            boolean damage = e.problem().exit() == ExitCode.FAILED;
            throw damage ? damaged(file, e.problem().why()) : e;
        } catch (IOException | SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            throw damaged(file, e.failure().problem().why());
        }
    }

    private PgTools programs() {
        // pg_restore reads every archive of its own version and of older ones.
        PgTools.Found found = PgTools.find(tools, 0);
        return found.tools()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                "backup.tool",
                                                target.known(),
                                                ExitCode.INCOMPATIBLE,
                                                found.hindrance())
                                        .asException());
    }
}
