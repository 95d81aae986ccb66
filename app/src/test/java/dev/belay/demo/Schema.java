package dev.belay.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The demo's scripts as they stand in the project, and the schema they leave. */
final class Schema {
    static final List<String> SQLITE =
            List.of(
                    "SELECT type, name, replace(replace(sql, char(10), ' '), '  ', ' ')"
                            + " FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
                            + " AND tbl_name <> 'flyway_schema_history' ORDER BY 1, 2",
                    "SELECT m.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk"
                            + " FROM sqlite_master m, pragma_table_xinfo(m.name) c"
                            + " WHERE m.type = 'table' AND m.name <> 'flyway_schema_history'"
                            + " ORDER BY 1, 2");
    static final List<String> POSTGRESQL =
            List.of(
                    "SELECT table_name, column_name, data_type, is_nullable, column_default,"
                            + " is_identity FROM information_schema.columns"
                            + " WHERE table_schema = 'public'"
                            + " AND table_name <> 'flyway_schema_history' ORDER BY 1, 2",
                    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
                            + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
                            + " AND conrelid <> coalesce(to_regclass('flyway_schema_history'), 0)"
                            + " ORDER BY 1, 2",
                    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
                            + " AND tablename <> 'flyway_schema_history' ORDER BY 1",
                    "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'");

    private Schema() {}

    /** Every fact of the schema, one a line. */
    static List<String> of(Connection connection, List<String> questions) throws Exception {
        List<String> facts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String question : questions) {
                try (ResultSet rows = statement.executeQuery(question)) {
                    while (rows.next()) {
                        StringBuilder fact = new StringBuilder();
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            fact.append(rows.getString(i)).append(" | ");
                        }
                        facts.add(fact.toString());
                    }
                }
            }
        }
        return facts;
    }

    /** The scripts of a folder whose name begins so, in the order of their versions. */
    static List<Path> scripts(Path folder, String prefix) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static void run(Connection connection, Path script) throws Exception {
        try (Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(script).split(";\\s*\\R")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    /**
     * Migrates version by version, then undoes newest first, and compares the schema at each step.
     *
     * @return what differed, empty if every undo restores the schema before its version
     */
    static List<String> undoDifferences(
            Connection connection, Path folder, List<String> questions, boolean withView)
            throws Exception {
        List<List<String>> before = new ArrayList<>();
        List<Path> versions = scripts(folder, "V");
        for (Path version : versions) {
            before.add(of(connection, questions));
            run(connection, version);
        }
        if (withView) {
            for (Path repeatable : scripts(folder, "R__")) {
                run(connection, repeatable);
            }
        }
        List<String> differences = new ArrayList<>();
        List<Path> undos = scripts(folder, "U");
        for (int i = versions.size() - 1; i >= 0; i--) {
            run(connection, undos.get(i));
            List<String> now = of(connection, questions);
            now.removeIf(fact -> fact.contains("project_overview"));
            if (!now.equals(before.get(i))) {
                differences.add(
                        undos.get(i).getFileName() + ": " + now + " is not " + before.get(i));
            }
        }
        return differences;
    }
}
