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
    /** Bytes of the database; of its write-ahead log where it has its own. */
    SIZE,
    WAL,
    /** Running totals since the server's statistics were reset. */
    COMMITS,
    ROLLBACKS,
    DEADLOCKS,
    /**
     * Processes that hold a lock on a SQLite file, Belay's own among them; in WAL mode all users.
     */
    PROCESSES;

    /** Its name in SQL and JSON: {@code idle_in_transaction}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
