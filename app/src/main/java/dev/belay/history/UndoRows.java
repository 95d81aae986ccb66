package dev.belay.history;

import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;

/**
 * Writes into Flyway's table that something is not applied any more, in the one way that every
 * open-source Flyway reads rightly: a row of type {@code DELETE}. Rows are only added, on the
 * session's own transaction.
 */
public final class UndoRows {
    private final Session session;
    private final HistoryTable table;
    private final String user;

    private UndoRows(Session session, HistoryTable table, String user) {
        this.session = session;
        this.table = table;
        this.user = user;
    }

    /**
     * The table of the target the session is open on.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#REFUSED} if there is none
     */
    public static UndoRows of(Session session, Target target) throws SQLException {
        try {
            Place place = Place.of(session);
            HistoryTable table =
                    HistoryTable.find(session, Histories.options(target), place, new ArrayList<>())
                            .orElseThrow(
                                    () ->
                                            Problem.of(
                                                            "history.none",
                                                            target.name(),
                                                            ExitCode.REFUSED)
                                                    .asException());
            return new UndoRows(session, table, place.user());
        } catch (FolderProblem e) {
            throw new Problem("history.text", target.name(), e.sentence(), ExitCode.FAILED)
                    .asException(e);
        }
    }

    /** Says that a version was undone. */
    public void undone(Migration migration, Duration took) throws SQLException {
        write(migration, Undo.DESCRIPTION, took);
    }

    /** Says that a repeatable migration is not there any more, so that the next migrate runs it. */
    public void forgotten(Migration repeatable) throws SQLException {
        // Flyway finds the row it deletes by its description.
        write(repeatable, repeatable.description(), Duration.ZERO);
    }

    private void write(Migration migration, String description, Duration took) throws SQLException {
        String sql =
                "insert into "
                        + table.quotedName()
                        + " (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) select"
                        + " coalesce(max(installed_rank), 0) + 1, ?, ?, 'DELETE', ?, ?, ?, ?, ?"
                        + " from "
                        + table.quotedName();
        try (PreparedStatement row = session.connection().prepareStatement(sql)) {
            row.setString(1, text(migration.version()));
            row.setString(2, description);
            row.setString(3, migration.script());
            row.setNull(4, Types.INTEGER);
            row.setString(5, user);
            row.setInt(6, Math.toIntExact(took.toMillis()));
            row.setBoolean(7, true);
            row.executeUpdate();
        }
    }

    @SuppressWarnings("NullAway") // A repeatable has no version, and JDBC takes null for it.
    private static String text(@Nullable String version) {
        return version == null ? null : Objects.requireNonNull(version);
    }
}
