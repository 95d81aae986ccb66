package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/** Makes plans on sessions that only read. */
final class Planning {
    /** A killed writer's change, which is taken back under the claim. */
    private static final String HALF_DONE = "sqlite.recovery";

    private final Sessions sessions;

    Planning(Sessions sessions) {
        this.sessions = sessions;
    }

    Plan plan(Target target, Operation<?> operation) {
        if (target.address() instanceof Address.File file
                && operation.makesFile()
                && Files.notExists(file.path())) {
            return ofNewFile(target, operation);
        }
        return ofExisting(target, operation);
    }

    /**
     * Waits for what a killed writer left half-done: SQLite takes it back, which a connection that
     * only reads may not do, and a server finishes what it was sent. Only under the claim.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#LOCKED} if it goes on for long
     */
    void settle(Target target) throws SQLException {
        try {
            if (target.address() instanceof Address.File file && Files.exists(file.path())) {
                sessions.open(target, Purpose.WORK).close();
            }
            if (Underway.after(sessions, target, "")) {
                throw Problem.of("operation.underway", target.name(), ExitCode.LOCKED)
                        .asException();
            }
        } catch (ConnectException e) {
            throw FullDisk.opening(e.failure().problem(), e);
        }
    }

    /**
     * True if it can be read as it stands, without a writer's right to mend it first.
     *
     * @throws dev.belay.message.BelayException if no database is there, or nobody may read it
     */
    boolean readable(Target target, Operation<?> operation) {
        try {
            sessions.open(target, Purpose.PLAN).close();
            return true;
        } catch (ConnectException e) {
            if (e.failure().permanent() && !e.failure().problem().key().equals(HALF_DONE)) {
                throw FullDisk.opening(operation.unreached(e.failure()), e);
            }
            return false;
        }
    }

    /** What would be done to an empty database: nothing is made only to be asked. */
    private Plan ofNewFile(Target target, Operation<?> operation) {
        try (EmptyFile empty = EmptyFile.make()) {
            return ofExisting(target.withAddress(new Address.File(empty.file())), operation);
        } catch (IOException e) {
            throw new Problem(
                            "operation.scratch",
                            target.name(),
                            String.valueOf(e.getMessage()),
                            ExitCode.FAILED)
                    .asException(e);
        }
    }

    private Plan ofExisting(Target target, Operation<?> operation) {
        try (Session session = sessions.open(target, Purpose.PLAN)) {
            return operation.plan(session);
        } catch (ConnectException e) {
            throw FullDisk.opening(operation.unreached(e.failure()), e);
        } catch (SQLException e) {
            throw sessions.dialect(target).failure(target, e).problem().asException(e);
        }
    }
}
