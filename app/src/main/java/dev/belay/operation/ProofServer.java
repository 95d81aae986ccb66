package dev.belay.operation;

import dev.belay.backup.ScratchRestore;
import dev.belay.backup.Stored;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.BackupRules;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Decides on whose server a backup may be restored into scratch. */
final class ProofServer {
    private final Sessions sessions;
    private final Function<String, Optional<Target>> named;

    /**
     * @param named the saved target of a name
     */
    ProofServer(Sessions sessions, Function<String, Optional<Target>> named) {
        this.sessions = sessions;
        this.named = named;
    }

    /**
     * The target whose server bears the scratch; for a file the target itself, since its scratch is
     * a file beside its backups.
     *
     * @param on the one that was named for this once, or null for what the profile says
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} if nothing allows it
     */
    Target of(Target target, Stored stored, @Nullable Target on) throws SQLException {
        if (target.engine() == Engine.SQLITE) {
            return target;
        }
        Target other = on == null ? ofProfile(target) : on;
        if (other == null) {
            return here(target, "proof.production");
        }
        if (other.engine() != target.engine()) {
            throw Problem.of(
                            "proof.engine",
                            target.name(),
                            ExitCode.INCOMPATIBLE,
                            other.known(),
                            target.engine().title())
                    .asException();
        }
        if (SameServer.of(sessions, target, other)) {
            return here(target, "proof.own", other.known());
        }
        if (other.environment() == Environment.PRODUCTION) {
            throw Guards.refused("proof.on-production", target, other.known()).asException();
        }
        olderThan(target, stored, other);
        return other;
    }

    private @Nullable Target ofProfile(Target target) {
        String name = target.backupRules().proveOn();
        if (name == null) {
            return null;
        }
        return named.apply(name)
                .orElseThrow(() -> Guards.refused("proof.unknown", target, name).asException());
    }

    /**
     * @param why key of the problem where it is not allowed
     */
    private Target here(Target target, String why, Object... words) throws SQLException {
        if (target.environment() != Environment.PRODUCTION) {
            return target;
        }
        BackupRules rules = target.backupRules();
        if (!rules.proveHere()) {
            throw Guards.refused(why, target, words).asException();
        }
        try (Session session = sessions.open(target, Purpose.PLAN)) {
            long size = session.one("size", row -> row.getLong("size"));
            if (size > rules.proveLimit()) {
                throw Guards.refused(
                                "proof.large",
                                target,
                                Units.size(size),
                                Units.size(rules.proveLimit()))
                        .asException();
            }
            return target;
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private void olderThan(Target target, Stored stored, Target other) {
        int needed = ScratchRestore.major(stored.manifest().serverVersion());
        try (Session session = sessions.open(other, Purpose.PLAN)) {
            int major = session.identity().version().major();
            if (major < needed) {
                throw Problem.of(
                                "proof.older",
                                target.name(),
                                ExitCode.INCOMPATIBLE,
                                other.known(),
                                Integer.toString(major),
                                Integer.toString(needed))
                        .asException();
            }
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }
}
