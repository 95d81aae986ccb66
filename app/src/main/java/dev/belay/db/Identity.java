package dev.belay.db;

import org.jspecify.annotations.Nullable;

/**
 * Which database this really is.
 *
 * @param version the server's, or the library's for SQLite
 * @param role what it can be used for
 * @param fingerprint system identifier and database oid on PostgreSQL, device and inode on SQLite;
 *     tells one database from another with the same address
 * @param pooler a pooler found between (PgBouncer in transaction mode), or null; session locks are
 *     void behind it
 */
public record Identity(
        ServerVersion version, Role role, String fingerprint, @Nullable String pooler) {
    /** A primary takes writes, a standby replays them, a file is neither. */
    public enum Role {
        PRIMARY,
        STANDBY,
        FILE
    }
}
