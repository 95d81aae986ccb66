package dev.belay.seed;

import dev.belay.target.Engine;

import java.util.List;
import java.util.stream.Collectors;

/** The statements that write rows of a table, with parameters for the values. */
public final class RowText {
    private final SeedTable table;
    private final Speech speech;

    public RowText(SeedTable table, Engine engine) {
        this.table = table;
        this.speech = Speech.of(engine);
    }

    /** Inserts a row with all its columns. */
    public String insert(Match match) {
        boolean insists = match.columns().stream().anyMatch(SeedColumn::always);
        return "INSERT INTO "
                + table.quoted()
                + " ("
                + joined(match.columns(), SeedColumn::quoted, ", ")
                + (insists ? ") OVERRIDING SYSTEM VALUE VALUES (" : ") VALUES (")
                + joined(match.columns(), speech::parameter, ", ")
                + ")";
    }

    /** Updates the columns of a row that differ. */
    public String update(Match match) {
        return "UPDATE "
                + table.quoted()
                + " SET "
                + joined(match.changed(), this::equal, ", ")
                + " WHERE "
                + joined(match.key(), this::equal, " AND ");
    }

    private String equal(SeedColumn column) {
        return column.quoted() + " = " + speech.parameter(column);
    }

    private static String joined(
            List<SeedColumn> columns,
            java.util.function.Function<SeedColumn, String> text,
            String between) {
        return columns.stream().map(text).collect(Collectors.joining(between));
    }
}
