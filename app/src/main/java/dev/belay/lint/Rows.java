package dev.belay.lint;

import java.util.ArrayList;
import java.util.List;

/** Statements that change rows; those of PostgreSQL and SQLite are the same but for the locks. */
final class Rows {
    private Rows() {}

    /** INSERT, REPLACE. */
    static List<Act> insert(Words w) {
        boolean replace = w.take("replace");
        if (!replace) {
            w.take("insert");
            replace = w.take("or replace");
            if (w.take("or")) {
                w.next();
            }
        }
        w.take("into");
        SchemaObject table = w.relation();
        boolean overwrites = replace || w.has("do update");
        Act act =
                Act.of(
                        overwrites ? Risk.DESTRUCTIVE : Risk.ADDITIVE,
                        "insert into " + table.text(),
                        table);
        if (overwrites) {
            act.advises("lint.insert.overwrites", table.text());
        }
        return with(act.locks(LockMode.ROW_EXCLUSIVE), w);
    }

    static List<Act> update(Words w) {
        w.take("update");
        if (w.take("or")) {
            w.next();
        }
        w.take("only");
        SchemaObject table = w.relation();
        Act act = Act.destructive("update " + table.text(), table).locks(LockMode.ROW_EXCLUSIVE);
        boolean all = true;
        if (w.skipTo("set")) {
            for (Words part : w.copy().until("where", "from", "returning").parts()) {
                columns(part).forEach(act::column);
            }
            all = !w.has("where");
        }
        act.advises(all ? "lint.update.all" : "lint.update", table.text());
        return with(act, w);
    }

    private static List<String> columns(Words assignment) {
        if (!assignment.at("(")) {
            return List.of(assignment.next());
        }
        return assignment.group().parts().stream().map(Words::next).toList();
    }

    static List<Act> delete(Words w) {
        w.take("delete from");
        w.take("only");
        SchemaObject table = w.relation();
        Act act =
                Act.destructive("delete from " + table.text(), table)
                        .locks(LockMode.ROW_EXCLUSIVE)
                        .advises(w.has("where") ? "lint.delete" : "lint.delete.all", table.text());
        return with(act, w);
    }

    static List<Act> merge(Words w) {
        w.take("merge into");
        w.take("only");
        SchemaObject table = w.relation();
        boolean overwrites = w.any(t -> t.is("update") || t.is("delete"));
        Act act =
                Act.of(
                        overwrites ? Risk.DESTRUCTIVE : Risk.ADDITIVE,
                        "merge into " + table.text(),
                        table);
        if (overwrites) {
            act.advises("lint.insert.overwrites", table.text());
        }
        return List.of(act.locks(LockMode.ROW_EXCLUSIVE));
    }

    static List<Act> truncate(Words w) {
        w.take("truncate");
        w.take("table");
        List<SchemaObject> tables = w.objects(SchemaObject.Kind.RELATION);
        boolean cascade = w.has("cascade");
        List<Act> acts = new ArrayList<>();
        for (SchemaObject table : tables) {
            Act act =
                    Act.destructive("truncate " + table.text(), table)
                            .locks(LockMode.ACCESS_EXCLUSIVE)
                            .advises("lint.truncate", table.text());
            acts.add(cascade ? act.advises("lint.truncate.cascade", table.text()) : act);
        }
        return acts;
    }

    /** A query, whose WITH may hold statements that change rows. */
    static List<Act> with(Words w) {
        List<Act> acts = new ArrayList<>();
        w.take("with");
        w.take("recursive");
        do {
            w.next();
            w.group();
            w.skipTo("as");
            w.take("not");
            w.take("materialized");
            acts.addAll(of(w.group()));
            while (!w.end() && !w.at(",") && !starts(w)) {
                w.next();
                w.group();
            }
        } while (w.take(","));
        acts.addAll(of(w));
        List<Act> changing = acts.stream().filter(a -> a.risk != Risk.HARMLESS).toList();
        return changing.isEmpty() ? List.of(Act.harmless("select", null)) : changing;
    }

    private static boolean starts(Words w) {
        return List.of(
                                "select", "insert", "update", "delete", "merge", "values", "table",
                                "replace")
                        .contains(w.peek())
                || w.at("(");
    }

    private static List<Act> of(Words w) {
        return switch (w.peek()) {
            case "insert", "replace" -> insert(w);
            case "update" -> update(w);
            case "delete" -> delete(w);
            case "merge" -> merge(w);
            case "with" -> with(w);
            default -> select(w);
        };
    }

    static List<Act> select(Words w) {
        if (w.has("into") && w.skipTo("into")) {
            List<String> words = w.takeAll("temporary", "temp", "unlogged", "table");
            SchemaObject made = w.relation();
            Act act = Act.additive("create table " + made.text(), made).becomes(Act.Fate.MADE);
            boolean fleeting = words.contains("temp") || words.contains("temporary");
            return List.of(fleeting ? act.untraced() : act);
        }
        Act act = Act.harmless("select", null);
        if (w.copy().skipTo("for update") || w.has("for no key update")) {
            w.skipTo("from");
            act.locks(w.relation(), LockMode.ROW_SHARE);
        }
        return List.of(act);
    }

    /** The act, and those of a WITH behind the table's name. */
    private static List<Act> with(Act act, Words w) {
        return w.at("with") ? join(act, with(w)) : List.of(act);
    }

    private static List<Act> join(Act first, List<Act> more) {
        List<Act> all = new ArrayList<>(List.of(first));
        more.stream().filter(a -> a.risk != Risk.HARMLESS).forEach(all::add);
        return all;
    }
}
