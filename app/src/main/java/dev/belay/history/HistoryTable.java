package dev.belay.history;

import dev.belay.db.Session;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flyway's history table where it was found.
 *
 * @param note why it is not where it was expected, or null
 */
record HistoryTable(String schema, String name, @Nullable String note) {
    private static final DateTimeFormatter LOCAL =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(java.util.Locale.ROOT);

    /**
     * Looks in the configured schemas, else in the connection's own, else in all others.
     *
     * @param notes gets a sentence if several other schemas have it and none can be chosen
     */
    static Optional<HistoryTable> find(
            Session session, FlywayOptions options, Place place, List<String> notes)
            throws SQLException {
        List<HistoryTable> found =
                session.all(
                        "history-tables",
                        row ->
                                new HistoryTable(
                                        row.getString("schema"), row.getString("name"), null),
                        options.table());
        List<String> expected = new ArrayList<>(options.schemas());
        if (expected.isEmpty()) {
            expected.add(place.schema());
        }
        for (String schema : expected) {
            Optional<HistoryTable> there =
                    found.stream().filter(t -> t.schema.equals(schema)).findFirst();
            if (there.isPresent()) {
                return there;
            }
        }
        if (found.size() > 1) {
            notes.add(
                    Messages.text(
                            "history.note.schemas",
                            options.table(),
                            String.join(", ", found.stream().map(t -> t.schema).toList())));
            return Optional.empty();
        }
        return found.stream()
                .findFirst()
                .map(
                        t ->
                                new HistoryTable(
                                        t.schema,
                                        t.name,
                                        Messages.text(
                                                "history.note.schema",
                                                t.name,
                                                t.schema,
                                                String.join(", ", expected))));
    }

    /** For people: {@code public.flyway_schema_history}. */
    String shown() {
        return schema + "." + name;
    }

    /** For SQL. */
    String quotedName() {
        return quoted(schema) + "." + quoted(name);
    }

    /** All rows in the order they were written. */
    List<Applied> rows(Session session, ZoneId zone) throws SQLException {
        String sql =
                "select installed_rank, version, description, type, script, checksum,"
                        + " cast(installed_on as varchar) as installed_on, installed_by,"
                        + " execution_time, success from "
                        + quotedName()
                        + " order by installed_rank";
        return session.select(sql, row -> applied(row, zone));
    }

    /** As both engines quote; a name cannot hold the zero character. */
    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static Applied applied(ResultSet row, ZoneId zone) throws SQLException {
        int checksum = row.getInt("checksum");
        boolean summed = !row.wasNull();
        return new Applied(
                row.getInt("installed_rank"),
                Applied.version(row.getString("version")),
                text(row.getString("description")),
                Applied.type(row.getString("type")),
                text(row.getString("script")),
                summed ? checksum : null,
                instant(row.getString("installed_on"), zone),
                row.getString("installed_by"),
                Duration.ofMillis(row.getInt("execution_time")),
                row.getBoolean("success"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Local time as text, or milliseconds as SQLite's driver writes a timestamp. */
    private static @Nullable Instant instant(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            return text.indexOf('-') < 0
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : LocalDateTime.parse(text.replace('T', ' '), LOCAL).atZone(zone).toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
