package dev.belay.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.DoublePredicate;

/** How the engine of a file database copies it while it is in use. */
@FunctionalInterface
public interface FileCopy {
    /**
     * Copies what the connection's open transaction sees.
     *
     * @param to an empty file
     * @param further hears the share that is done, 0 to 1; false ends the copy
     */
    void copy(Connection connection, Path to, DoublePredicate further) throws SQLException;
}
