package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.List;

/** PostgreSQL's ALTER statements but for the many forms of ALTER TABLE. */
final class PostgresqlAlter {
    private PostgresqlAlter() {}

    static List<Act> acts(Words w) {
        w.take("alter");
        String kind = PostgresqlDrop.kind(w);
        return switch (kind) {
            case "table", "foreign table" -> PostgresqlAlterTable.acts(w);
            case "index" -> List.of(index(w));
            case "view", "materialized view" ->
                    List.of(relation(w, kind, LockMode.ACCESS_EXCLUSIVE));
            case "sequence" -> List.of(sequence(w));
            case "trigger", "policy", "rule" -> List.of(onTable(w, kind));
            case "type" -> List.of(type(w));
            case "domain" -> List.of(domain(w));
            case "publication" -> List.of(publication(w));
            case "default" -> List.of(Act.additive("alter default privileges", null));
            default -> List.of(other(w, kind));
        };
    }

    /** The act for a name that changes, from behind RENAME TO or SET SCHEMA. */
    static Act renamed(String kind, SchemaObject from, SchemaObject to) {
        return Act.additive("rename " + kind + " " + from.text() + " to " + to.text(), from)
                .becomes(to)
                .advises("lint.rename", from.text(), to.text());
    }

    private static Act index(Words w) {
        w.take("if exists");
        SchemaObject index = w.relation();
        if (w.take("rename to")) {
            // Only plans and hints name indexes: no statement fails for it.
            SchemaObject to = index.named(w.next());
            return Act.additive("rename index " + index.text() + " to " + to.text(), index)
                    .becomes(to)
                    .locks(LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
        Act act = Act.additive("alter index " + index.text(), index);
        if (w.take("attach partition")) {
            return act.locks(LockMode.ACCESS_EXCLUSIVE);
        }
        boolean light = w.at("set", "(") || w.at("reset") || w.has("statistics");
        act.locks(light ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        return w.at("set", "tablespace") ? act.advises("lint.rewrite", index.text()) : act;
    }

    private static Act relation(Words w, String kind, LockMode mode) {
        w.take("if exists");
        SchemaObject object = w.relation();
        if (w.take("rename to")) {
            return renamed(kind, object, object.named(w.next())).locks(mode);
        }
        if (w.take("set schema")) {
            SchemaObject to = new SchemaObject(Kind.RELATION, w.next(), object.name());
            return renamed(kind, object, to).locks(mode);
        }
        String what = "alter " + kind + " " + object.text();
        boolean takes = w.has("drop default");
        return (takes ? Act.destructive(what, object) : Act.additive(what, object)).locks(mode);
    }

    private static Act sequence(Words w) {
        Words words = w.copy();
        words.take("if exists");
        words.relation();
        boolean renames = words.at("rename") || words.at("set", "schema") || words.at("owner");
        if (renames) {
            return relation(w, "sequence", LockMode.ACCESS_EXCLUSIVE);
        }
        w.take("if exists");
        SchemaObject sequence = w.relation();
        String what = "alter sequence " + sequence.text();
        return (w.has("restart") ? Act.destructive(what, sequence) : Act.additive(what, sequence))
                .locks(LockMode.SHARE_ROW_EXCLUSIVE);
    }

    private static Act onTable(Words w, String kind) {
        String name = w.next();
        w.take("on");
        SchemaObject table = w.relation();
        Risk risk = w.at("rename") ? Risk.ADDITIVE : Risk.DESTRUCTIVE;
        return Act.of(risk, "alter " + kind + " " + name + " on " + table.text(), table)
                .locks(LockMode.ACCESS_EXCLUSIVE);
    }

    private static Act type(Words w) {
        SchemaObject type = w.object(Kind.TYPE);
        String what = "alter type " + type.text();
        if (w.at("add", "value")) {
            return Act.additive(what, type);
        }
        if (w.take("rename to")) {
            return renamed("type", type, type.named(w.next()));
        }
        return w.at("owner") || w.at("set", "(")
                ? Act.additive(what, type)
                : Act.destructive(what, type).advises("lint.type.composite", type.text());
    }

    private static Act domain(Words w) {
        SchemaObject domain = w.object(Kind.TYPE);
        String what = "alter domain " + domain.text();
        boolean checks = (w.at("add") && !w.has("not valid")) || w.at("set", "not", "null");
        Act act =
                w.at("add") || w.at("validate") || w.at("set") || w.at("owner")
                        ? Act.additive(what, domain)
                        : Act.destructive(what, domain);
        return checks ? act.advises("lint.domain", domain.text()) : act;
    }

    private static Act publication(Words w) {
        String name = w.next();
        String what = "alter publication " + name;
        if (!w.take("add table")) {
            return Act.destructive(what, null);
        }
        Act act = Act.additive(what, null);
        w.objects(Kind.RELATION).forEach(t -> act.locks(t, LockMode.SHARE_UPDATE_EXCLUSIVE));
        return act;
    }

    private static Act other(Words w, String kind) {
        SchemaObject object = w.object(PostgresqlCreate.kindOf(kind));
        return Act.destructive(("alter " + kind + " " + object.text()).strip(), object);
    }
}
