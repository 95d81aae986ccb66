package dev.belay.db;

import java.util.Locale;

/** A number that one reading carries. Times are in ms, sizes in bytes; the rest are counts. */
public enum Metric {
    /** Round trip of the reading's statement. */
    LATENCY,
    /**
     * Client sessions of the whole server, Belay's own among them, each in one state: {@link
     * #WAITING} are those that wait for a lock, {@link #ACTIVE} the other busy ones; together they
     * are {@link #CONNECTIONS}.
     */
    ACTIVE,
    IDLE,
    IDLE_IN_TRANSACTION,
    WAITING,
    CONNECTIONS,
    MAX_CONNECTIONS,
    /**
     * Age of the longest present lock wait, open transaction, and idle-in-transaction session; 0
     * where there is none.
     */
    LONGEST_WAIT,
    LONGEST_TRANSACTION,
    OLDEST_IDLE_IN_TRANSACTION,
    /**
     * Bytes of the database; of its write-ahead log where it has its own, and of what is in that
     * and not copied back into the database yet.
     */
    SIZE,
    WAL,
    CHECKPOINT_LAG,
    /** Running totals of the database since its statistics were reset. */
    COMMITS,
    ROLLBACKS,
    DEADLOCKS,
    TEMP_FILES,
    TEMP_BYTES,
    /** Blocks that were in the server's cache, and those that were asked of the system. */
    BLOCKS_HIT,
    BLOCKS_READ,
    /**
     * Sessions that were begun, and those of them that ended badly: the client was lost, an error
     * was fatal, an operator ended it. A refused login begins none, and no server counts it.
     */
    SESSIONS,
    SESSIONS_ABANDONED,
    SESSIONS_FATAL,
    SESSIONS_KILLED,
    /**
     * Processes that hold a lock on a SQLite file, Belay's own among them; in WAL mode all users.
     */
    PROCESSES;

    /** Its name in SQL and JSON: {@code idle_in_transaction}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
