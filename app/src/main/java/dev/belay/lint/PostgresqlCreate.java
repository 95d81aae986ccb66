package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.List;

/** PostgreSQL's CREATE statements. */
final class PostgresqlCreate {
    private PostgresqlCreate() {}

    static List<Act> acts(Words w) {
        w.take("create");
        boolean replace = w.take("or replace");
        List<String> words =
                w.takeAll(
                        "global",
                        "local",
                        "temporary",
                        "temp",
                        "unlogged",
                        "recursive",
                        "constraint",
                        "trusted",
                        "procedural",
                        "unique",
                        "default");
        String kind = PostgresqlDrop.kind(w);
        boolean concurrently = w.take("concurrently");
        boolean perhaps = w.take("if not exists");
        Act act =
                switch (kind) {
                    case "table", "foreign table" -> table(w, kind);
                    case "index" -> index(w, concurrently, perhaps);
                    case "trigger" -> onTable(w, kind, "on", LockMode.SHARE_ROW_EXCLUSIVE);
                    case "rule" -> onTable(w, kind, "to", LockMode.ACCESS_EXCLUSIVE);
                    case "policy" -> onTable(w, kind, "on", LockMode.ACCESS_EXCLUSIVE);
                    case "statistics" -> onTable(w, kind, "from", LockMode.SHARE_UPDATE_EXCLUSIVE);
                    case "publication" -> publication(w);
                    case "view" -> view(w, replace);
                    default -> other(w, kind, replace);
                };
        if (words.contains("temp") || words.contains("temporary")) {
            act.untraced();
        }
        // What may have been there before is nothing that this plan made.
        return List.of(perhaps && act.fate == Act.Fate.MADE ? act.becomes(Act.Fate.ENSURED) : act);
    }

    static Kind kindOf(String kind) {
        return switch (kind) {
            case "function", "procedure", "routine", "aggregate" -> Kind.ROUTINE;
            case "type", "domain" -> Kind.TYPE;
            case "schema" -> Kind.SCHEMA;
            case "sequence", "materialized view" -> Kind.RELATION;
            default -> Kind.OTHER;
        };
    }

    private static Act table(Words w, String kind) {
        SchemaObject table = w.relation();
        Act act = Act.additive("create " + kind + " " + table.text(), table);
        if (w.take("partition of")) {
            SchemaObject parent = w.relation();
            act.of(parent)
                    .locks(parent, LockMode.ACCESS_EXCLUSIVE)
                    .advises("lint.partition.of", parent.text(), table.text());
        }
        for (Words definition : w.group().parts()) {
            references(definition, act, table);
        }
        if (w.skipTo("inherits")) {
            for (SchemaObject parent : w.group().objects(Kind.RELATION)) {
                act.locks(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        }
        return act.becomes(Act.Fate.MADE);
    }

    /** The lock on the table that a foreign key leads to. */
    static boolean references(Words definition, Act act, SchemaObject from) {
        Words rest = definition.copy();
        if (!rest.skipTo("references")) {
            return false;
        }
        SchemaObject to = rest.relation();
        if (!to.equals(from)) {
            act.locks(to, LockMode.SHARE_ROW_EXCLUSIVE);
        }
        return true;
    }

    private static Act index(Words w, boolean concurrently, boolean perhaps) {
        SchemaObject given = w.at("on") ? null : w.relation();
        w.take("on");
        w.take("only");
        SchemaObject table = w.relation();
        SchemaObject index =
                new SchemaObject(Kind.RELATION, table.schema(), given == null ? "" : given.name());
        String what =
                given == null
                        ? "create index on " + table.text()
                        : "create index " + given.text() + " on " + table.text();
        Act act = Act.additive(what, index).becomes(Act.Fate.MADE).of(table);
        if (!concurrently) {
            return act.locks(table, LockMode.SHARE)
                    .advises("lint.index.concurrently", table.text());
        }
        act.seesOut(table, LockMode.SHARE).afterOlderSnapshots();
        return perhaps ? act.advises("lint.index.exists", index.text()) : act;
    }

    private static Act onTable(Words w, String kind, String before, LockMode mode) {
        String name = w.next();
        boolean found = w.skipTo(before);
        SchemaObject table = w.relation();
        String what = "create " + kind + " " + name + (found ? " on " + table.text() : "");
        return Act.additive(what, found ? table : null).locks(mode);
    }

    private static Act publication(Words w) {
        String name = w.next();
        Act act = Act.additive("create publication " + name, null);
        if (w.take("for table")) {
            w.objects(Kind.RELATION).forEach(t -> act.locks(t, LockMode.SHARE_UPDATE_EXCLUSIVE));
        }
        return act;
    }

    private static Act view(Words w, boolean replace) {
        SchemaObject view = w.relation();
        if (!replace) {
            return Act.additive("create view " + view.text(), view).becomes(Act.Fate.MADE);
        }
        return Act.additive("create or replace view " + view.text(), view)
                .becomes(Act.Fate.ENSURED)
                .locks(LockMode.ACCESS_EXCLUSIVE)
                .advises("lint.replace", view.text());
    }

    private static Act other(Words w, String kind, boolean replace) {
        SchemaObject object = w.object(kindOf(kind));
        if (replace) {
            return Act.additive("create or replace " + kind + " " + object.text(), object)
                    .becomes(Act.Fate.ENSURED)
                    .advises("lint.replace", object.text());
        }
        Act act = Act.additive("create " + kind + " " + object.text(), object);
        // It goes with the table that comes to own it.
        return (kind.equals("sequence") ? act.untraced() : act).becomes(Act.Fate.MADE);
    }
}
