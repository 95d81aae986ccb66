package dev.belay.activity;

import dev.belay.db.ServerWords;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** Values of a row that may be unknown. */
public final class Columns {
    private Columns() {}

    /** Text from outside, made harmless to show in one line. */
    static @Nullable String line(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : ServerWords.tame(text);
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Of a number of milliseconds; a clock that was set back gives none below zero. */
    static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
        double millis = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofNanos(Math.round(Math.max(0, millis) * 1e6));
    }

    static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    /** When its session, its transaction and its query began. */
    public static Party.Started started(ResultSet row) throws SQLException {
        return new Party.Started(
                instant(row, "backend_start"),
                instant(row, "xact_start"),
                instant(row, "query_start"));
    }

    /** Empty where it is null. */
    static List<Integer> integers(ResultSet row, String column) throws SQLException {
        return objects(row.getArray(column)).stream().map(Integer.class::cast).toList();
    }

    private static List<?> objects(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
    }
}
