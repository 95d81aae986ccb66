package dev.belay.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of the audit's table as what they mean. */
final class AuditRows {
    private AuditRows() {}

    static AuditLine line(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("user"),
                row.getString("host"),
                row.getString("operation"),
                row.getString("event"),
                row.getString("target"),
                row.getString("environment"),
                row.getString("outcome"));
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("user"),
                row.getString("host"),
                row.getString("operation"),
                row.getString("operation_id"),
                row.getString("event"),
                row.getString("target"),
                row.getString("place"),
                row.getString("environment"),
                row.getString("fingerprint"),
                row.getString("plan"),
                row.getString("approval"),
                row.getString("outcome"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
