package dev.belay.operation;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.Versions;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The applied versions above one, which a rollback undoes, and what keeps it from that. */
final class VersionsAbove {
    private static final Set<MigrationState> STANDING =
            Set.of(
                    MigrationState.SUCCESS,
                    MigrationState.OUT_OF_ORDER,
                    MigrationState.MISSING,
                    MigrationState.FUTURE);

    private final Target target;
    private final Safeguard safeguard;
    private final String to;

    /**
     * @param to the version, or {@link Rollback#NOTHING}
     */
    VersionsAbove(Target target, Safeguard safeguard, String to) {
        this.target = target;
        this.safeguard = safeguard;
        this.to = to;
    }

    /** Newest first, in the order they were applied. */
    List<Migration> of(History history) {
        return history.migrations().stream()
                .filter(m -> STANDING.contains(m.state()))
                .filter(m -> !m.type().equals("SCHEMA"))
                .filter(m -> above(m.version()))
                .sorted(
                        Comparator.comparing(
                                        (Migration m) -> Objects.requireNonNull(m.installedRank()))
                                .reversed())
                .toList();
    }

    private boolean above(@Nullable String version) {
        return version != null && (to.equals(Rollback.NOTHING) || !Versions.atMost(version, to));
    }

    /** What keeps them from being undone. */
    List<Problem> hindrances(History history, List<Migration> undone) {
        List<Problem> hindrances = new ArrayList<>();
        for (Migration m : history.migrations()) {
            if (m.state() == MigrationState.BASELINE && m.version() != null && above(m.version())) {
                hindrances.add(Guards.refused("rollback.baseline", target, m.version()));
            }
            if (m.state() == MigrationState.FAILED && m.version() != null) {
                hindrances.add(
                        Guards.refused("operation.failed-row", target, m.version(), m.script()));
            }
        }
        for (Migration m : undone) {
            if (!m.undoable()) {
                hindrances.add(withoutUndo(m));
            }
        }
        return hindrances;
    }

    /** Names the copy that would lead back where no script does. */
    private Problem withoutUndo(Migration migration) {
        String version = String.valueOf(migration.version());
        return safeguard
                .copies()
                .before(target, version, migration.installedOn())
                .map(
                        copy ->
                                Guards.refused(
                                        "rollback.no-undo-copy",
                                        target,
                                        version,
                                        migration.script(),
                                        Units.moment(copy.at()),
                                        copy.file().toString(),
                                        at(copy.version())))
                .orElseGet(
                        () ->
                                Guards.refused(
                                        "rollback.no-undo", target, version, migration.script()));
    }

    private static String at(@Nullable String version) {
        if (version == null) {
            return Messages.text("rollback.copy.unknown");
        }
        return version.isEmpty()
                ? Messages.text("rollback.copy.none")
                : Messages.text("rollback.copy.at", version);
    }
}
