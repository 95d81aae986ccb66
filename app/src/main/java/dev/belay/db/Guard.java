package dev.belay.db;

import java.sql.SQLException;

/** Watches over one statement until closed; see {@link Dialect#guard}. */
@FunctionalInterface
public interface Guard extends AutoCloseable {
    /** For sessions whose server ends late statements by itself. */
    Guard NONE = () -> {};

    @Override
    void close() throws SQLException;
}
