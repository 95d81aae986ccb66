package dev.belay.history;

import static org.flywaydb.core.api.MigrationVersion.EMPTY;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How each row and each script stands, by the rules of Flyway's {@code info} (13.12, {@code
 * MigrationInfoServiceImpl}), which itself gives up at rows of paid Flyway. Used once.
 *
 * <p>Three things differ on purpose: a row that undid or deleted another is not listed, as that one
 * says {@code Undone} or {@code Deleted} itself; if the folder cannot be read, rows stand as if
 * their scripts were there; and a version that failed is not current, which Flyway would call it.
 */
final class Standing {

    /** A row while it is judged. */
    private static final class Entry {
        final Applied row;
        boolean outOfOrder;
        boolean deleted;
        boolean undone;

        Entry(Applied row) {
            this.row = row;
        }

        boolean gone() {
            return deleted || undone;
        }
    }

    private final @Nullable Available folder;
    private final List<Entry> versioned = new ArrayList<>();
    private final List<Entry> repeatable = new ArrayList<>();
    private final Map<String, Integer> latestRuns = new HashMap<>();
    private final List<History.Undoing> undoings = new ArrayList<>();
    private MigrationVersion lastApplied = EMPTY;
    private MigrationVersion lastResolved = EMPTY;
    private @Nullable MigrationVersion appliedBaseline;
    private @Nullable MigrationVersion pendingBaseline;
    private @Nullable MigrationVersion target;

    /**
     * @param rows in the order they were written
     * @param folder null if it could not be read
     */
    Standing(List<Applied> rows, @Nullable Available folder) {
        this.folder = folder;
        for (Applied row : rows) {
            if (row.version() == null) {
                addRepeatable(row);
            } else {
                addVersioned(row, row.version());
            }
        }
        order();
        for (Entry entry : repeatable) {
            latestRuns.merge(entry.row.description(), entry.row.rank(), Math::max);
        }
    }

    private void addVersioned(Applied row, MigrationVersion version) {
        if (row.isBaseline() && version.compareTo(appliedBaseline) > 0) {
            appliedBaseline = version;
        }
        if (row.success() && (row.isUndo() || row.isDelete())) {
            versioned.reversed().stream()
                    .filter(e -> !e.row.isSynthetic() && !e.row.isUndo())
                    .filter(e -> version.equals(e.row.version()))
                    .findFirst()
                    .filter(e -> !e.gone())
                    .ifPresent(e -> end(e, row));
            return;
        }
        versioned.add(new Entry(row));
    }

    private void end(Entry entry, Applied by) {
        if (by.isUndo() || Undo.tells(by.description())) {
            entry.undone = true;
            if (by.version() != null && by.installedOn() != null) {
                undoings.add(new History.Undoing(by.version().toString(), by.installedOn()));
            }
        } else {
            entry.deleted = true;
        }
    }

    private void addRepeatable(Applied row) {
        if (row.isUndo()) {
            return;
        }
        repeatable.add(new Entry(row));
        if (row.isDelete() && row.success()) {
            repeatable.reversed().stream()
                    .filter(e -> !e.row.isSynthetic())
                    .filter(e -> e.row.description().equals(row.description()))
                    .findFirst()
                    .ifPresent(e -> e.deleted = true);
        }
    }

    private void order() {
        for (Entry entry : versioned) {
            MigrationVersion version = Objects.requireNonNull(entry.row.version());
            if (version.compareTo(lastApplied) <= 0) {
                entry.outOfOrder = true;
            } else if (!entry.gone() && !entry.row.isDelete() && !entry.row.isUndo()) {
                lastApplied = version;
            }
        }
    }

    /** All lines: what never ran here and lies below the baseline, what ran, what waits. */
    List<Migration> lines() {
        List<Script> waiting = folder == null ? List.of() : waiting(folder);
        if (folder != null) {
            target =
                    MigrationVersion.CURRENT.equals(folder.target())
                            ? lastApplied
                            : folder.target();
            if (MigrationVersion.NEXT.equals(target)) {
                target = next(waiting, folder);
            }
        }
        List<Migration> before = new ArrayList<>();
        List<Migration> after = new ArrayList<>();
        for (Script script : waiting) {
            MigrationState state = state(script, Objects.requireNonNull(folder));
            boolean below =
                    state == MigrationState.BELOW_BASELINE
                            || state == MigrationState.IGNORED_BASELINE;
            (below ? before : after).add(Lines.of(script, state, folder));
        }
        Stream<Migration> ran =
                Stream.concat(versioned.stream(), repeatable.stream())
                        .filter(e -> !e.row.isDelete() || e.row.version() != null)
                        .sorted(Comparator.comparingInt(e -> e.row.rank()))
                        .map(this::line);
        return Stream.of(before.stream(), ran, after.stream()).flatMap(s -> s).toList();
    }

    /** The newest version that ran to its end and still holds, or null. */
    @Nullable String current() {
        return versioned.stream()
                .filter(e -> e.row.success() && !e.gone() && !e.row.isDelete() && !e.row.isUndo())
                .map(e -> Objects.requireNonNull(e.row.version()))
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::toString)
                .orElse(null);
    }

    /** What was undone, in the order of its rows. */
    List<History.Undoing> undoings() {
        return undoings;
    }

    /** Scripts no row stands for, in the order they would run. */
    private List<Script> waiting(Available offered) {
        Set<Script> done = new HashSet<>();
        for (Entry entry : versioned) {
            Script script = offered.of(entry.row);
            if (script != null && !entry.gone()) {
                done.add(script);
            }
        }
        for (Entry entry : repeatable) {
            Script script = offered.of(entry.row);
            if (script != null
                    && !entry.deleted
                    && !entry.row.isDelete()
                    && isLatest(entry.row)
                    && script.matches(entry.row.checksum())) {
                done.add(script);
            }
        }
        List<Script> waiting = new ArrayList<>();
        for (Script script : offered.scripts()) {
            if (script.version() != null && script.version().compareTo(lastResolved) > 0) {
                lastResolved = script.version();
            }
            if (!done.contains(script)) {
                waiting.add(script);
                if (script.isBaseline() && newer(script.version(), pendingBaseline)) {
                    pendingBaseline = script.version();
                }
            }
        }
        // A baseline comes after the plain script of its version.
        waiting.sort(
                Comparator.comparing(
                                Script::version, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Script::isBaseline)
                        .thenComparing(s -> s.version() == null ? s.description() : ""));
        return waiting;
    }

    private static boolean newer(@Nullable MigrationVersion one, @Nullable MigrationVersion other) {
        return one != null && one.compareTo(other) > 0;
    }

    private @Nullable MigrationVersion next(List<Script> waiting, Available offered) {
        target = null;
        return waiting.stream()
                .filter(s -> state(s, offered) == MigrationState.PENDING)
                .findFirst()
                .map(Script::version)
                .orElse(null);
    }

    private boolean isLatest(Applied row) {
        return Objects.equals(latestRuns.get(row.description()), row.rank());
    }

    private MigrationState state(Script script, Available offered) {
        if (script.skipped()) {
            return MigrationState.IGNORED;
        }
        MigrationVersion version = script.version();
        if (version == null) {
            return MigrationState.PENDING;
        }
        boolean fresh = lastApplied.equals(EMPTY);
        MigrationVersion baseline = fresh ? pendingBaseline : appliedBaseline;
        int above = version.compareTo(baseline);
        if (above < 0) {
            return MigrationState.BELOW_BASELINE;
        }
        if (above == 0) {
            // On an empty database the baseline script is what runs.
            return script.isBaseline() && fresh && appliedBaseline == null
                    ? MigrationState.PENDING
                    : MigrationState.IGNORED_BASELINE;
        }
        if (target != null && version.compareTo(target) > 0) {
            return MigrationState.ABOVE_TARGET;
        }
        if (version.compareTo(lastApplied) < 0 && !offered.outOfOrder()) {
            return MigrationState.IGNORED;
        }
        return script.isBaseline() && !(fresh && appliedBaseline == null)
                ? MigrationState.IGNORED
                : MigrationState.PENDING;
    }

    private Migration line(Entry entry) {
        Script script = folder == null ? null : folder.of(entry.row);
        return Lines.of(entry.row, script, state(entry, script), folder);
    }

    private MigrationState state(Entry entry, @Nullable Script script) {
        Applied row = entry.row;
        if (entry.undone) {
            return MigrationState.UNDONE;
        }
        if (entry.deleted) {
            return MigrationState.DELETED;
        }
        if (row.isDelete() || (row.isSchema() && row.success())) {
            return MigrationState.SUCCESS;
        }
        if (row.type().equals("BASELINE")) {
            return MigrationState.BASELINE;
        }
        if (row.isUndo()) {
            return row.success() ? MigrationState.SUCCESS : MigrationState.FAILED;
        }
        boolean latest = row.version() != null || isLatest(row);
        if (folder != null && script == null && latest && !row.isSchema()) {
            return absent(row);
        }
        if (!row.success()) {
            return MigrationState.FAILED;
        }
        if (row.isBaseline()) {
            return MigrationState.BASELINE;
        }
        if (row.version() == null) {
            return repeated(row, script, latest);
        }
        return entry.outOfOrder ? MigrationState.OUT_OF_ORDER : MigrationState.SUCCESS;
    }

    private MigrationState absent(Applied row) {
        boolean known = row.version() == null || row.version().compareTo(lastResolved) < 0;
        if (known) {
            return row.success() ? MigrationState.MISSING : MigrationState.FAILED_MISSING;
        }
        return row.success() ? MigrationState.FUTURE : MigrationState.FAILED_FUTURE;
    }

    private MigrationState repeated(Applied row, @Nullable Script script, boolean latest) {
        if (!latest) {
            return MigrationState.SUPERSEDED;
        }
        return folder == null || (script != null && script.matches(row.checksum()))
                ? MigrationState.SUCCESS
                : MigrationState.OUTDATED;
    }
}
