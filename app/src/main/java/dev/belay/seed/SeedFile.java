package dev.belay.seed;

import dev.belay.history.ScriptText;

import java.util.List;
import java.util.Map;

/** A file of a set, read and found well formed. */
public sealed interface SeedFile {
    SeedSource source();

    /** For people: {@code base/010_users.csv}. */
    default String shown() {
        return source().shown();
    }

    /**
     * Rows that a table should have.
     *
     * @param table as the file's name says it, with or without a schema
     * @param heads where the file names a column for all its rows; empty if each row names its own
     * @param key the columns that tell its rows apart, or empty if the table's own constraints do
     */
    record Rows(
            SeedSource source,
            String table,
            List<String> key,
            Map<String, Spot> heads,
            List<SeedRow> rows)
            implements SeedFile {
        public Rows {
            key = List.copyOf(key);
            heads = Map.copyOf(heads);
            rows = List.copyOf(rows);
        }

        /** Where a row's column is named. */
        Spot named(String column, Cell cell) {
            return heads.getOrDefault(column, cell.spot());
        }
    }

    /** Statements that are sent as they are. */
    record Script(SeedSource source, List<ScriptText.Statement> statements) implements SeedFile {
        public Script {
            statements = List.copyOf(statements);
        }
    }
}
