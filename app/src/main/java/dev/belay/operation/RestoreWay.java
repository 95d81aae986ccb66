package dev.belay.operation;

import dev.belay.backup.Origin;
import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How a restore is done on one engine. */
interface RestoreWay {
    /** Where what it makes is to be looked at. */
    Target made();

    /** What an undo restores from; null where that is no file, or nothing is there. */
    @Nullable Origin back();

    /** Why a file may not even be looked at. */
    Optional<Problem> inUse(Origin origin) throws IOException;

    /** Adds to a plan what will be done and what stands in its way. */
    void plan(Session session, RestoreDraft draft) throws SQLException;

    /** Where a private copy of the backup is made: a folder that is there. */
    Path room();

    /**
     * Looks into the private copy of the backup before anything is copied or changed.
     *
     * @param origin as it was planned
     */
    void prepare(Work work, Origin origin, Path checked) throws SQLException, IOException;

    /**
     * Restores.
     *
     * @param origin as it was planned
     * @param checked the private copy of it; both are null for an undo that needs none
     */
    Restored work(Work work, @Nullable Origin origin, @Nullable Path checked)
            throws SQLException, ConnectException, IOException;

    /** What is not as it should be, a sentence each. */
    List<String> verify(Session session, Restored result) throws SQLException;

    Optional<Found> found(String id, @Nullable String note, Plan now)
            throws SQLException, ConnectException;

    void tidy() throws SQLException, ConnectException;
}
