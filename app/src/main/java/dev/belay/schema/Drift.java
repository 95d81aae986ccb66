package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptText;
import dev.belay.history.Versions;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How a live database differs from what its migrations build. Writes nothing to the database.
 * Closing it from another thread ends a comparison and takes its scratch away.
 */
public final class Drift implements AutoCloseable {
    /** One that a rollback deleted stands all the same where it could be made again. */
    private static final Set<MigrationState> APPLIED_REPEATABLE =
            Set.of(
                    MigrationState.SUCCESS,
                    MigrationState.OUTDATED,
                    MigrationState.OUT_OF_ORDER,
                    MigrationState.DELETED);

    private final Sessions sessions;
    private final Histories histories;
    private final boolean onProduction;
    private volatile @Nullable Scratch current;

    /**
     * @param notes what a person should know of the comparison, a sentence each
     */
    public record Found(List<SchemaDifference> differences, List<String> notes) {
        public Found {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Which version's migrations build what is there.
     *
     * @param equal all versions that do, lowest first: migrations that only change rows build the
     *     same schema as the one before; empty if none does
     * @param nearest the version that comes nearest, or null if there are no migrations
     * @param difference from the nearest; empty if it is equal
     */
    public record Built(
            List<String> equal, @Nullable String nearest, List<SchemaDifference> difference) {
        public Built {
            equal = List.copyOf(equal);
            difference = List.copyOf(difference);
        }

        /** The newest version that builds what is there, or null. */
        public @Nullable String version() {
            return equal.isEmpty() ? null : equal.getLast();
        }
    }

    /**
     * @param onProduction true if the operator asked for a scratch database on a production server
     */
    public Drift(Sessions sessions, Histories histories, boolean onProduction) {
        this.sessions = sessions;
        this.histories = histories;
        this.onProduction = onProduction;
    }

    /**
     * Compares the database with what its migrations build, up to the version it says it has.
     *
     * @throws dev.belay.message.BelayException if no scratch can be made, or a script fails in it
     */
    public Found of(Target target, Session session) throws SQLException, ConnectException {
        return of(target, session, histories.read(session, target).current());
    }

    /**
     * Compares the database with what its migrations build up to a version.
     *
     * @param upTo null for no migration at all
     */
    public Found of(Target target, Session session, @Nullable String upTo)
            throws SQLException, ConnectException {
        History history = histories.read(session, target);
        Schema live = Schema.read(session, history.table());
        try (Scratch scratch = built(target, session, history, upTo)) {
            Schema expected = scratch.schema();
            List<String> notes = new ArrayList<>(scratch.notes());
            notes.addAll(notes(history));
            notes.addAll(SchemaDifference.notes(expected, live));
            return new Found(SchemaDifference.between(expected, live), notes);
        }
    }

    /** A scratch in which the applied migrations up to a version were run. */
    private Scratch built(Target target, Session session, History history, @Nullable String upTo)
            throws SQLException, ConnectException {
        List<Migration> versions = upTo == null ? List.of() : versions(history, upTo);
        List<ScriptText> repeatables =
                texts(session, target, repeatables(history).stream().map(Drift::file).toList());
        List<ScriptText> all =
                new ArrayList<>(
                        texts(session, target, versions.stream().map(Drift::file).toList()));
        all.addAll(repeatables);
        Scratch scratch = scratch(target, all);
        try {
            if (upTo != null) {
                scratch.migrate(upTo);
            }
            scratch.run(repeatables);
            return scratch;
        } catch (SQLException | ConnectException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /**
     * Looks for the version whose migrations build what is there, as where an application made its
     * own tables and no history tells of them. Each version is built once, on the one before, and
     * is looked at without and with the repeatable migrations that can be built at it.
     */
    public Built versionBuilt(Target target, Session session)
            throws SQLException, ConnectException {
        History history = histories.read(session, target);
        List<Migration> versions = versions(history, null);
        List<Migration> repeatable =
                history.migrations().stream()
                        .filter(m -> m.repeatable() && m.file() != null)
                        .filter(m -> m.state() == MigrationState.PENDING)
                        .toList();
        List<ScriptText> last =
                texts(session, target, repeatable.stream().map(Drift::file).toList());
        List<ScriptText> all =
                new ArrayList<>(
                        texts(session, target, versions.stream().map(Drift::file).toList()));
        all.addAll(last);
        Schema live = Schema.read(session, history.table());
        Search search = new Search(live);
        try (Scratch scratch = scratch(target, all)) {
            for (Migration each : versions) {
                String version = Objects.requireNonNull(each.version());
                scratch.migrate(version);
                search.look(version, scratch.schema());
                if (!last.isEmpty()) {
                    search.look(version, scratch.schemaWith(last));
                }
            }
        }
        return search.built();
    }

    /**
     * True if the database holds just what its migrations made, schema and rows: nobody has used it
     * yet, and all of it can be made again. False as well where that would take long to tell.
     */
    public boolean untouched(Target target, Session session) throws SQLException, ConnectException {
        History history = histories.read(session, target);
        String current = history.current();
        if (current == null) {
            return false;
        }
        Schema live = Schema.read(session, history.table());
        try (Scratch scratch = built(target, session, history, current)) {
            if (!SchemaDifference.between(scratch.schema(), live).isEmpty()) {
                return false;
            }
            try (Session built = scratch.source().session()) {
                return SteadyRows.same(session, built, history.table());
            }
        }
    }

    private Scratch scratch(Target target, List<ScriptText> scripts)
            throws ConnectException, SQLException {
        Scratch scratch = Scratch.beside(sessions, histories, target, scripts, onProduction);
        current = scratch;
        return scratch;
    }

    @Override
    public void close() {
        Scratch open = current;
        if (open != null) {
            open.abandon();
        }
    }

    /** The nearest so far; of equally near ones the newest. */
    private static final class Search {
        private final Schema live;
        private final List<String> equal = new ArrayList<>();
        private @Nullable String nearest;
        private List<SchemaDifference> difference = List.of();

        Search(Schema live) {
            this.live = live;
        }

        void look(String version, Schema built) {
            List<SchemaDifference> found = SchemaDifference.between(built, live);
            if (found.isEmpty() && !equal.contains(version)) {
                equal.add(version);
            }
            if (nearest == null || found.size() <= difference.size()) {
                nearest = version;
                difference = found;
            }
        }

        Built built() {
            return new Built(equal, nearest, difference);
        }
    }

    /** Those up to a version, or all for null; each script once, lowest first. */
    private static List<Migration> versions(History history, @Nullable String upTo) {
        List<Migration> versions = new ArrayList<>();
        for (Migration m : history.migrations()) {
            String version = m.version();
            boolean seen = versions.stream().anyMatch(v -> Objects.equals(v.file(), m.file()));
            if (version != null
                    && m.file() != null
                    && !seen
                    && (upTo == null || Versions.atMost(version, upTo))) {
                versions.add(m);
            }
        }
        versions.sort(Comparator.comparing(m -> String.valueOf(m.version()), Versions.ORDER));
        return versions;
    }

    /** Those that were applied, each once, in Flyway's order. */
    private static List<Migration> repeatables(History history) {
        Map<Path, Migration> latest = new LinkedHashMap<>();
        history.migrations().stream()
                .filter(m -> m.repeatable() && m.file() != null)
                .filter(m -> APPLIED_REPEATABLE.contains(m.state()))
                .forEach(m -> latest.put(file(m), m));
        return latest.values().stream()
                .sorted(Comparator.comparing(Migration::description))
                .toList();
    }

    private static List<String> notes(History history) {
        List<String> notes = new ArrayList<>();
        for (Migration m : history.migrations()) {
            if (m.repeatable() && m.state() == MigrationState.OUTDATED) {
                notes.add(Messages.text("schema.note.outdated", m.script()));
            } else if (m.state() == MigrationState.MISSING) {
                notes.add(Messages.text("schema.note.missing", m.script()));
            } else if (m.state() == MigrationState.BASELINE) {
                notes.add(Messages.text("schema.note.baseline", String.valueOf(m.version())));
            }
        }
        return notes;
    }

    private static Path file(Migration migration) {
        return Objects.requireNonNull(migration.file());
    }

    private List<ScriptText> texts(Session session, Target target, List<Path> files)
            throws SQLException {
        return histories.texts(session, target, files);
    }
}
