package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's DROP statements. */
final class PostgresqlDrop {
    private PostgresqlDrop() {}

    static List<Act> acts(Words w) {
        w.take("drop");
        String kind = kind(w);
        boolean concurrently = w.take("concurrently");
        w.take("if exists");
        boolean cascade = w.has("cascade");
        List<Act> acts =
                switch (kind) {
                    case "trigger", "rule", "policy" -> onTable(w, kind);
                    case "index" -> index(w, concurrently, cascade);
                    case "table", "view", "materialized view", "sequence", "foreign table" ->
                            relation(w, kind, cascade);
                    default -> other(w, kind);
                };
        if (cascade) {
            acts.forEach(a -> a.advises("lint.cascade", a.what));
        }
        return acts;
    }

    /** The kind's words; most are one. */
    static String kind(Words w) {
        String first = w.next();
        boolean more =
                switch (first) {
                    case "materialized", "foreign", "event", "text", "access", "user", "operator" ->
                            !w.end()
                                    && List.of(
                                                    "view", "table", "trigger", "search", "method",
                                                    "mapping", "class", "family", "data")
                                            .contains(w.peek());
                    default -> false;
                };
        if (!more) {
            return first;
        }
        String second = w.next();
        boolean three = second.equals("search") || second.equals("data");
        return first + " " + second + (three ? " " + w.next() : "");
    }

    private static List<Act> onTable(Words w, String kind) {
        String name = w.next();
        w.take("on");
        SchemaObject table = w.relation();
        return List.of(
                Act.destructive("drop " + kind + " " + name + " on " + table.text(), table)
                        .locks(LockMode.ACCESS_EXCLUSIVE));
    }

    private static List<Act> index(Words w, boolean concurrently, boolean cascade) {
        List<Act> acts = new ArrayList<>();
        for (SchemaObject index : w.objects(Kind.RELATION)) {
            Act act =
                    Act.of(risk(cascade), "drop index " + index.text(), index)
                            .becomes(Act.Fate.REMOVED);
            acts.add(
                    concurrently
                            ? act.seesOut(index, LockMode.ACCESS_EXCLUSIVE)
                            : act.locks(LockMode.ACCESS_EXCLUSIVE)
                                    .advises("lint.drop.index", index.text()));
        }
        return acts;
    }

    /** What can be made again from its script is no loss; what hangs on it may be one. */
    private static Risk risk(boolean cascade) {
        return cascade ? Risk.DESTRUCTIVE : Risk.ADDITIVE;
    }

    private static List<Act> relation(Words w, String kind, boolean cascade) {
        Risk risk = kind.equals("view") ? risk(cascade) : Risk.DESTRUCTIVE;
        List<Act> acts = new ArrayList<>();
        for (SchemaObject each : w.objects(Kind.RELATION)) {
            Act act =
                    Act.of(risk, "drop " + kind + " " + each.text(), each)
                            .becomes(Act.Fate.REMOVED)
                            .locks(LockMode.ACCESS_EXCLUSIVE);
            acts.add(kind.endsWith("table") ? act.advises("lint.drop.table", each.text()) : act);
        }
        return acts;
    }

    private static List<Act> other(Words w, String kind) {
        Kind of = PostgresqlCreate.kindOf(kind);
        List<Act> acts = new ArrayList<>();
        for (SchemaObject each : w.objects(of)) {
            Act act =
                    Act.destructive("drop " + kind + " " + each.text(), each)
                            .becomes(Act.Fate.REMOVED);
            if (of == Kind.SCHEMA) {
                act.advises("lint.drop.schema", each.text());
            }
            acts.add(act);
        }
        return acts;
    }
}
