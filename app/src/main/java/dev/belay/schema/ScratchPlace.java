package dev.belay.schema;

import dev.belay.db.SessionSource;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** An empty database of our own that is gone when it is closed. */
interface ScratchPlace extends AutoCloseable {
    /** The target as it would be if it were there. */
    Target target();

    /** Connections to it that may write. */
    SessionSource source();

    /** What could not be made like the live database, a sentence each. */
    List<String> notes();

    /** The database that stands on a server still; null if there is none. */
    default @Nullable String standing() {
        return null;
    }

    /** Takes it away, whatever happened in it. */
    @Override
    void close();
}
