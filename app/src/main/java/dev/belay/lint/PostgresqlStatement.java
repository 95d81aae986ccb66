package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement of PostgreSQL's does, by its first words. */
final class PostgresqlStatement {
    private static final Set<String> SETTINGS =
            Set.of(
                    "set",
                    "reset",
                    "show",
                    "values",
                    "table",
                    "begin",
                    "start",
                    "commit",
                    "end",
                    "rollback",
                    "abort",
                    "savepoint",
                    "release",
                    "discard",
                    "listen",
                    "unlisten",
                    "notify",
                    "checkpoint",
                    "prepare",
                    "deallocate",
                    "declare",
                    "fetch",
                    "move",
                    "close",
                    "load");

    private PostgresqlStatement() {}

    static List<Act> acts(Words w) {
        return switch (w.peek()) {
            case "create" -> PostgresqlCreate.acts(w);
            case "alter" -> PostgresqlAlter.acts(w);
            case "drop" -> PostgresqlDrop.acts(w);
            case "insert" -> Rows.insert(w);
            case "update" -> Rows.update(w);
            case "delete" -> Rows.delete(w);
            case "merge" -> Rows.merge(w);
            case "truncate" -> Rows.truncate(w);
            case "with" -> Calls.told(w.copy(), Rows.with(w));
            case "select" -> Calls.told(w.copy(), Rows.select(w));
            case "explain" -> explain(w);
            case "copy" -> copy(w);
            case "comment" -> comment(w);
            case "grant" -> List.of(Act.additive("grant", null));
            case "revoke" -> List.of(Act.destructive("revoke", null));
            case "security" -> List.of(Act.additive("security label", null));
            case "vacuum", "analyze", "cluster", "reindex", "refresh", "lock" ->
                    PostgresqlUpkeep.acts(w);
            case "do", "call", "execute", "import", "reassign" ->
                    List.of(
                            unknown(w.peek())
                                    .advises("lint.code", w.peek().toUpperCase(Locale.ROOT)));
            default ->
                    SETTINGS.contains(w.peek())
                            ? List.of(Act.harmless(w.peek(), null))
                            : List.of(unknown(w.peek()).advises("lint.unknown"));
        };
    }

    static Act unknown(String what) {
        return Act.destructive(what, null);
    }

    private static List<Act> explain(Words w) {
        w.take("explain");
        boolean runs = w.at("analyze") || w.copy().group().any(t -> t.is("analyze"));
        if (!runs) {
            return List.of(Act.harmless("explain", null));
        }
        w.group();
        w.takeAll("analyze", "verbose");
        return acts(w);
    }

    private static List<Act> copy(Words w) {
        w.take("copy");
        SchemaObject table = w.relation();
        return w.has("from")
                ? List.of(
                        Act.additive("copy into " + table.text(), table)
                                .locks(LockMode.ROW_EXCLUSIVE))
                : List.of(Act.harmless("copy from " + table.text(), table));
    }

    private static List<Act> comment(Words w) {
        w.take("comment on");
        Act act;
        if (w.take("column")) {
            List<String> parts = names(w);
            SchemaObject table =
                    new SchemaObject(
                            Kind.RELATION,
                            parts.size() > 2 ? parts.get(parts.size() - 3) : null,
                            parts.size() > 1 ? parts.get(parts.size() - 2) : "");
            act = Act.additive("comment on column " + String.join(".", parts), table);
        } else if (w.take("table") || w.take("view") || w.take("materialized view")) {
            SchemaObject table = w.relation();
            act = Act.additive("comment on " + table.text(), table);
        } else {
            return List.of(Act.additive("comment", null));
        }
        return List.of(act.locks(LockMode.SHARE_UPDATE_EXCLUSIVE));
    }

    private static List<String> names(Words w) {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(w.next());
        } while (w.take("."));
        return parts;
    }
}
