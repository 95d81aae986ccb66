package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** A target's full disk, told with its place whatever failed for it. */
final class FullDisk {
    /** PostgreSQL's disk_full. */
    private static final String DISK_FULL = "53100";

    /** SQLite has no states, but numbers; a full folder for temporary files is told so as well. */
    private static final int SQLITE_FULL = 13;

    private FullDisk() {}

    /**
     * The problem, or that of the disk if the failure, or what it was caused by, says so.
     *
     * @param failure of the work on the target alone
     */
    static Problem of(Target target, Problem problem, Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && saysSo(e)) {
                return problem.key().startsWith("operation.full")
                        ? problem
                        : told(target, problem.why());
            }
        }
        return problem;
    }

    /** A database that could not be opened; for want of room it is no failed connection. */
    static BelayException opening(Problem problem, ConnectException failure) {
        return (problem.key().equals("sqlite.full")
                        ? new Problem(
                                problem.key(), problem.where(), problem.why(), ExitCode.FAILED)
                        : problem)
                .asException(failure);
    }

    private static boolean saysSo(SQLException failure) {
        return DISK_FULL.equals(failure.getSQLState())
                || (failure.getSQLState() == null && failure.getErrorCode() == SQLITE_FULL);
    }

    private static Problem told(Target target, String why) {
        if (target.address() instanceof Address.File file) {
            Path folder = Objects.requireNonNullElse(file.path().getParent(), file.path());
            String free;
            try {
                free = Units.size(Files.getFileStore(folder).getUsableSpace());
            } catch (IOException e) {
                free = "?";
            }
            return Problem.of(
                    "operation.full", target.name(), ExitCode.FAILED, why, folder.toString(), free);
        }
        return Problem.of("operation.full-server", target.name(), ExitCode.FAILED, why);
    }
}
