package dev.belay.schema;

import dev.belay.db.SessionSource;
import dev.belay.target.Target;

import java.util.List;

/** An empty database of our own that is gone when it is closed. */
interface ScratchPlace extends AutoCloseable {
    /** The target as it would be if it were there. */
    Target target();

    /** Connections to it that may write. */
    SessionSource source();

    /** What could not be made like the live database, a sentence each. */
    List<String> notes();

    /** Takes it away, whatever happened in it. */
    @Override
    void close();
}
