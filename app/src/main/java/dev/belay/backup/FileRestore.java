package dev.belay.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.DoublePredicate;

/** How the engine of a file database puts a copy into one that is in use. */
@FunctionalInterface
public interface FileRestore {
    /**
     * In one write transaction.
     *
     * @param connection to the database, in no transaction
     * @param from a database of the same page size
     * @param further hears the share that is done, 0 to 1; false takes all of it back
     * @return false if others did not let it begin, and nothing was done
     */
    boolean restore(Connection connection, Path from, DoublePredicate further) throws SQLException;
}
