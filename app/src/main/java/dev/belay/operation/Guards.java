package dev.belay.operation;

import dev.belay.db.Identity;
import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.history.MigrationState;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.util.ArrayList;
import java.util.List;

/** Why a target may not be changed as it stands. */
final class Guards {
    private Guards() {}

    /** What forbids any change through this session. */
    static List<Problem> server(Session session, Target target) {
        List<Problem> blockers = new ArrayList<>();
        Identity identity = session.identity();
        if (identity.role() == Identity.Role.STANDBY) {
            blockers.add(refused("operation.standby", target));
        }
        if (identity.pooler() != null) {
            blockers.add(refused("operation.pooler", target, identity.pooler()));
        }
        return blockers;
    }

    /** What forbids to go on from this history. */
    static List<Problem> history(History history, Target target) {
        List<Problem> blockers = new ArrayList<>();
        if (history.folderProblem() != null) {
            blockers.add(refused("operation.folder", target, history.folderProblem()));
        }
        for (var m : history.migrations()) {
            String name = m.version() == null ? m.description() : m.version();
            switch (m.state()) {
                case FAILED, FAILED_MISSING, FAILED_FUTURE ->
                        blockers.add(refused("operation.failed-row", target, name, m.script()));
                case MISSING ->
                        blockers.add(refused("operation.missing", target, name, m.script()));
                case IGNORED ->
                        blockers.add(refused("operation.ignored", target, name, m.script()));
                default -> {
                    boolean changed = !m.repeatable() && Boolean.FALSE.equals(m.checksumMatches());
                    if (changed && m.state() != MigrationState.UNDONE) {
                        blockers.add(refused("operation.mismatch", target, name, m.script()));
                    }
                }
            }
            if (m.type().startsWith("UNDO_")) {
                blockers.add(refused("operation.paid-undo", target, name));
            }
        }
        return blockers;
    }

    static Problem refused(String key, Target target, Object... arguments) {
        return Problem.of(key, target.name(), ExitCode.REFUSED, arguments);
    }
}
