package dev.belay.operation;

import dev.belay.db.Identity;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.WriteAccess;
import dev.belay.history.Fault;
import dev.belay.history.History;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why a target may not be changed as it stands. */
final class Guards {
    private static final Set<WriteAccess.Answer> READ_ONLY =
            Set.of(WriteAccess.Answer.READ_ONLY, WriteAccess.Answer.NOT_PERMITTED);

    private Guards() {}

    /** What forbids any change through this session. */
    static List<Problem> server(Session session, Target target) throws SQLException {
        List<Problem> blockers = role(session, target);
        if (!Sessions.onServer(target)) {
            WriteAccess access = session.dialect().writeAccess(session);
            if (READ_ONLY.contains(access.answer())) {
                blockers.add(refused("operation.read-only", target, access.detail()));
            }
        }
        return blockers;
    }

    /** What forbids any work by way of this session, be it on another database. */
    static List<Problem> role(Session session, Target target) {
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
            Fault.of(m)
                    .map(fault -> refused(key(fault.kind()), target, name, m.script()))
                    .ifPresent(blockers::add);
            if (m.type().startsWith("UNDO_")) {
                blockers.add(refused("operation.paid-undo", target, name));
            }
        }
        return blockers;
    }

    private static String key(Fault.Kind kind) {
        return switch (kind) {
            case FAILED -> "operation.failed-row";
            case MISSING -> "operation.missing";
            case IGNORED -> "operation.ignored";
            case CHANGED -> "operation.mismatch";
            case FOLDER -> "operation.folder";
        };
    }

    static Problem refused(String key, Target target, Object... arguments) {
        return Problem.of(key, target.name(), ExitCode.REFUSED, arguments);
    }
}
