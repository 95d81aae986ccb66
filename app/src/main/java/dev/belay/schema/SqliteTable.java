package dev.belay.schema;

import dev.belay.db.Session;
import dev.belay.schema.SqliteTokens.Token;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A SQLite table as SQLite understands it. Only what it does not tell by itself is taken from its
 * text: checks, collations, generated columns. Names of constraints mean nothing there.
 */
final class SqliteTable {
    private final Session session;
    private final String name;
    private final List<Token> sql;

    SqliteTable(Session session, String name, String sql) {
        this.session = session;
        this.name = name;
        this.sql = SqliteTokens.of(sql);
    }

    /** As table_xinfo tells it; hidden is 2 for a virtual generated one, 3 for a stored one. */
    private record Column(
            String name,
            String type,
            boolean notNull,
            @Nullable String byDefault,
            int key,
            int hidden) {}

    private List<Column> columns() throws SQLException {
        return session.all(
                "schema-columns",
                row ->
                        new Column(
                                row.getString("name").toLowerCase(Locale.ROOT),
                                row.getString("type").toLowerCase(Locale.ROOT),
                                row.getBoolean("notnull"),
                                row.getString("dflt_value"),
                                row.getInt("pk"),
                                row.getInt("hidden")),
                name);
    }

    List<String> columnNames() throws SQLException {
        return columns().stream().map(Column::name).toList();
    }

    /** A line for the table, then its columns in the order of their names, then its constraints. */
    String definition() throws SQLException {
        List<Column> columns = columns();
        Map<String, String> said = said();
        List<String> lines = new ArrayList<>();
        List<String> key =
                columns.stream()
                        .filter(c -> c.key > 0)
                        .sorted(java.util.Comparator.comparingInt(Column::key))
                        .map(Column::name)
                        .toList();
        for (Column c : columns) {
            boolean rowid = key.equals(List.of(c.name)) && c.type.equals("integer");
            lines.add(
                    "  "
                            + c.name
                            + (c.type.isEmpty() ? "" : " " + SqliteTokens.normal(c.type))
                            + (c.notNull && !rowid ? " not null" : "")
                            + (c.byDefault == null ? "" : " default " + bare(c.byDefault))
                            + said.getOrDefault(c.name, "")
                            + (c.hidden == 2 ? " virtual" : c.hidden == 3 ? " stored" : ""));
        }
        lines.sort(null);
        List<String> constraints = new ArrayList<>(checks());
        if (!key.isEmpty()) {
            boolean counts = sql.stream().anyMatch(t -> t.is("autoincrement"));
            constraints.add(
                    "  primary key ("
                            + String.join(", ", key)
                            + (counts ? ") autoincrement" : ")"));
        }
        constraints.addAll(uniques());
        constraints.addAll(references());
        constraints.sort(null);
        lines.addAll(constraints);
        lines.addFirst("table" + options());
        return String.join("\n", lines);
    }

    /** What stands behind the parenthesis: {@code strict, without rowid}. */
    private String options() {
        int open = open();
        List<Token> rest =
                open < 0
                        ? List.of()
                        : sql.subList(
                                open + SqliteTokens.parenthesis(sql, open).size(), sql.size());
        List<String> words = new ArrayList<>(List.of(SqliteTokens.text(rest).split("\\s*,\\s*")));
        words.sort(null);
        String text = String.join(", ", words).strip();
        return text.isEmpty() ? "" : " " + text;
    }

    private int open() {
        for (int i = 0; i < sql.size(); i++) {
            if (sql.get(i).is("(")) {
                return i;
            }
        }
        return -1;
    }

    /** Collation and generating expression of the columns that have them. */
    private Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>();
        for (List<Token> part : parts()) {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i < part.size() - 1; i++) {
                if (part.get(i).is("(")) {
                    i += SqliteTokens.parenthesis(part, i).size() - 1;
                } else if (part.get(i).is("collate")) {
                    text.append(" collate ").append(part.get(i + 1).text());
                } else if (part.get(i).is("as") && part.get(i + 1).is("(")) {
                    text.append(" as ")
                            .append(SqliteTokens.text(SqliteTokens.parenthesis(part, i + 1)));
                }
            }
            if (!text.isEmpty()) {
                said.put(part.getFirst().text(), text.toString());
            }
        }
        return said;
    }

    /** What the commas of the table's parenthesis part. */
    private List<List<Token>> parts() {
        int open = open();
        List<List<Token>> parts = new ArrayList<>();
        if (open < 0) {
            return parts;
        }
        List<Token> body = SqliteTokens.parenthesis(sql, open);
        int depth = 0;
        int start = 1;
        for (int i = 0; i < body.size(); i++) {
            Token token = body.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if ((depth == 1 && token.is(",")) || depth == 0) {
                if (i > start) {
                    parts.add(body.subList(start, i));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private List<String> checks() {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i + 1 < sql.size(); i++) {
            if (sql.get(i).is("check") && sql.get(i + 1).is("(")) {
                checks.add("  check " + SqliteTokens.text(SqliteTokens.parenthesis(sql, i + 1)));
            }
        }
        return checks;
    }

    private List<String> uniques() throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        session.all(
                "schema-uniques",
                row ->
                        columns.computeIfAbsent(row.getString("index"), k -> new ArrayList<>())
                                .add(row.getString("column").toLowerCase(Locale.ROOT)),
                name);
        return columns.values().stream()
                .map(c -> "  unique (" + String.join(", ", c) + ")")
                .toList();
    }

    private List<String> references() throws SQLException {
        return session.all(
                "schema-references",
                row -> {
                    String to = row.getString("to_columns");
                    return "  foreign key ("
                            + row.getString("from_columns")
                            + ") references "
                            + row.getString("parent")
                            + (to == null ? "" : " (" + to + ")")
                            + row.getString("actions");
                },
                name);
    }

    /** A default with or without parentheses around it is the same. */
    private static String bare(String expression) {
        List<Token> tokens = SqliteTokens.of(expression);
        while (!tokens.isEmpty()
                && tokens.getFirst().is("(")
                && SqliteTokens.parenthesis(tokens, 0).size() == tokens.size()) {
            tokens = tokens.subList(1, tokens.size() - 1);
        }
        return SqliteTokens.text(tokens);
    }
}
