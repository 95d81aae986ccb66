package dev.belay.history;

import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads the histories of targets, and remembers what their folders held. May be used by many
 * threads at once, each with a session of its own.
 */
public final class Histories {
    /** More targets than anyone watches; a folder of 5,000 scripts keeps about 5 MB. */
    private static final int MOST = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Key(Engine engine, FlywayOptions options, Place place) {}

    private final SequencedMap<Key, Folder> folders = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The history of the target the session is open on. What is wrong with its folder or its Flyway
     * file is told in the history; the rows are read in spite of it.
     *
     * @throws SQLException only if the database itself fails or refuses
     */
    public History read(Session session, Target target) throws SQLException {
        List<String> notes = new ArrayList<>();
        Map<String, String> file = Map.of();
        FolderProblem problem = null;
        Path settings = target.flyway().file();
        if (settings != null) {
            try {
                file = FlywayFile.read(settings);
            } catch (FolderProblem e) {
                problem = e;
            }
        }
        FlywayOptions options = FlywayOptions.of(target, file);
        Place place = Place.of(session);
        Optional<HistoryTable> table = HistoryTable.find(session, options, place, notes);
        List<Applied> rows =
                table.isPresent() ? table.get().rows(session, place.zone()) : List.of();
        table.map(HistoryTable::note).ifPresent(notes::add);
        Available available = null;
        if (problem == null) {
            try {
                available = folder(new Key(target.engine(), options, place)).read();
                notes.addAll(available.notes());
            } catch (FolderProblem e) {
                problem = e;
            }
        }
        return history(
                rows, available, table.map(HistoryTable::shown).orElse(null), problem, notes);
    }

    /**
     * The statements of scripts, as they would be sent to the target the session is open on.
     *
     * @param files as a {@link Migration} names them
     * @throws BelayException with {@link ExitCode#FAILED} if one cannot be read or understood
     */
    public List<ScriptText> texts(Session session, Target target, List<Path> files)
            throws SQLException {
        try {
            FlywayOptions options = options(target);
            return folder(new Key(target.engine(), options, Place.of(session))).texts(files);
        } catch (FolderProblem e) {
            throw new Problem("history.text", target.name(), e.sentence(), ExitCode.FAILED)
                    .asException(e);
        }
    }

    /**
     * True if a schema of the target's holds something, so that Flyway would refuse to begin a
     * history there by itself. Its {@code baselineOnMigrate} is never asked for: which version is
     * there already, nobody can know who was not told.
     */
    public boolean groundTaken(Session session, Target target) throws SQLException {
        try {
            List<String> schemas = options(target).schemas();
            List<String> asked = schemas.isEmpty() ? List.of(Place.of(session).schema()) : schemas;
            return session.one(
                    "ground-taken", row -> row.getBoolean("taken"), JSON.writeValueAsString(asked));
        } catch (FolderProblem e) {
            return false;
        }
    }

    static FlywayOptions options(Target target) throws FolderProblem {
        Path settings = target.flyway().file();
        return FlywayOptions.of(target, settings == null ? Map.of() : FlywayFile.read(settings));
    }

    private static History history(
            List<Applied> rows,
            @Nullable Available available,
            @Nullable String table,
            @Nullable FolderProblem problem,
            List<String> notes) {
        Standing standing = new Standing(rows, available);
        return new History(
                standing.lines(),
                table,
                standing.current(),
                problem == null ? null : problem.sentence(),
                notes,
                standing.undoings());
    }

    private Folder folder(Key key) throws FolderProblem {
        synchronized (folders) {
            Folder folder = folders.get(key);
            if (folder == null) {
                folder = new Folder(key.engine(), key.options(), key.place());
                folders.put(key, folder);
                if (folders.size() > MOST) {
                    folders.pollFirstEntry();
                }
            }
            return folder;
        }
    }
}
