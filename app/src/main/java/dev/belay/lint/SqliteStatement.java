package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.List;
import java.util.Set;

/**
 * What a statement of SQLite's does.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE and its limits</a>
 */
final class SqliteStatement {
    private static final Set<String> SETTINGS =
            Set.of(
                    "analyze",
                    "reindex",
                    "vacuum",
                    "explain",
                    "values",
                    "begin",
                    "commit",
                    "end",
                    "rollback",
                    "savepoint",
                    "release",
                    "detach");

    /** They change the connection, not the file. */
    private static final Set<String> OF_CONNECTION =
            Set.of(
                    "foreign_keys",
                    "defer_foreign_keys",
                    "busy_timeout",
                    "cache_size",
                    "temp_store",
                    "synchronous",
                    "legacy_alter_table",
                    "recursive_triggers",
                    "ignore_check_constraints",
                    "case_sensitive_like",
                    "mmap_size",
                    "trusted_schema",
                    "query_only",
                    "optimize",
                    "integrity_check",
                    "quick_check",
                    "foreign_key_check",
                    "table_info",
                    "table_xinfo",
                    "index_list",
                    "wal_checkpoint");

    private SqliteStatement() {}

    static List<Act> acts(Words w) {
        return switch (w.peek()) {
            case "create" -> List.of(create(w));
            case "alter" -> List.of(alter(w));
            case "drop" -> List.of(drop(w));
            case "insert", "replace" -> Rows.insert(w);
            case "update" -> Rows.update(w);
            case "delete" -> Rows.delete(w);
            case "with" -> Rows.with(w);
            case "select" -> List.of(Act.harmless("select", null));
            case "pragma" -> List.of(pragma(w));
            default ->
                    SETTINGS.contains(w.peek())
                            ? List.of(upkeep(w.peek()))
                            : List.of(Act.destructive(w.peek(), null).advises("lint.unknown"));
        };
    }

    private static Act upkeep(String word) {
        Act act = Act.harmless(word, null);
        return word.equals("vacuum") ? act.advises("lint.sqlite.vacuum") : act;
    }

    private static Act create(Words w) {
        w.take("create");
        List<String> words = w.takeAll("temp", "temporary", "unique", "virtual");
        String kind = w.next();
        boolean perhaps = w.take("if not exists");
        SchemaObject object = w.object(kind.equals("trigger") ? Kind.OTHER : Kind.RELATION);
        Act act = Act.additive("create " + kind + " " + object.text(), object);
        if (kind.equals("index") && w.take("on")) {
            SchemaObject table = w.relation();
            act =
                    Act.additive("create index " + object.text() + " on " + table.text(), object)
                            .of(table)
                            .locks(table, LockMode.EXCLUSIVE)
                            .advises("lint.sqlite.index", table.text());
        }
        if (words.contains("temp") || words.contains("temporary")) {
            act.untraced();
        }
        return act.becomes(perhaps ? Act.Fate.ENSURED : Act.Fate.MADE);
    }

    private static Act drop(Words w) {
        w.take("drop");
        String kind = w.next();
        w.take("if exists");
        SchemaObject object = w.object(kind.equals("trigger") ? Kind.OTHER : Kind.RELATION);
        boolean rows = !kind.equals("index") && !kind.equals("view");
        Act act =
                Act.of(
                                rows ? Risk.DESTRUCTIVE : Risk.ADDITIVE,
                                "drop " + kind + " " + object.text(),
                                object)
                        .becomes(Act.Fate.REMOVED);
        return kind.equals("table") ? act.advises("lint.sqlite.drop.table", object.text()) : act;
    }

    private static Act alter(Words w) {
        w.take("alter table");
        SchemaObject table = w.relation();
        if (w.take("rename to")) {
            return PostgresqlAlter.renamed("table", table, table.named(w.next()));
        }
        if (w.take("rename")) {
            w.take("column");
            String from = w.next();
            w.take("to");
            String column = table.text() + "." + from;
            String to = w.next();
            return Act.additive("rename column " + column + " to " + to, table)
                    .column(from, to)
                    .advises("lint.rename", column, to);
        }
        if (w.take("drop")) {
            return dropColumn(w, table);
        }
        return w.take("add") && !w.at("constraint")
                ? SqliteColumn.added(w, table)
                : Act.destructive("alter table " + table.text(), table)
                        .advises("lint.sqlite.alter", table.text());
    }

    private static Act dropColumn(Words w, SchemaObject table) {
        if (w.at("constraint")) {
            return Act.destructive("drop constraint of " + table.text(), table)
                    .advises("lint.sqlite.alter", table.text());
        }
        w.take("column");
        String name = w.next();
        String column = table.text() + "." + name;
        return Act.destructive("drop column " + column, table)
                .column(name)
                .becomes(Act.Fate.REMOVED)
                .advises("lint.sqlite.drop.column", column, table.text());
    }

    private static Act pragma(Words w) {
        w.take("pragma");
        String name = w.object(Kind.OTHER).name();
        boolean asks = !w.at("=") && !w.at("(");
        if (!asks && name.equals("foreign_keys")) {
            return Act.harmless("pragma foreign_keys", null)
                    .advises("lint.sqlite.pragma.foreign-keys");
        }
        return asks || OF_CONNECTION.contains(name)
                ? Act.harmless("pragma " + name, null)
                : Act.destructive("pragma " + name, null).advises("lint.sqlite.pragma", name);
    }
}
