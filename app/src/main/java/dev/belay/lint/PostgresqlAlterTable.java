package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * The forms of PostgreSQL's ALTER TABLE, with the lock that each takes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class PostgresqlAlterTable {
    private final SchemaObject table;

    private PostgresqlAlterTable(SchemaObject table) {
        this.table = table;
    }

    static List<Act> acts(Words w) {
        if (w.at("all", "in", "tablespace")) {
            return List.of(PostgresqlStatement.unknown("alter table all").advises("lint.unknown"));
        }
        w.take("if exists");
        w.take("only");
        PostgresqlAlterTable alter = new PostgresqlAlterTable(w.relation());
        w.take("*");
        List<Act> acts = new ArrayList<>();
        for (Words action : w.parts()) {
            acts.add(alter.action(action));
        }
        return acts;
    }

    private Act action(Words w) {
        return switch (w.next()) {
            case "add" -> add(w);
            case "drop" -> drop(w);
            case "alter" -> alter(w);
            case "rename" -> rename(w);
            case "set" -> set(w);
            case "validate" -> {
                w.take("constraint");
                yield additive("validate constraint " + w.next(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
            case "reset" -> additive("reset options of", LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "cluster" -> additive("cluster on", LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "enable" -> enable(w, true);
            case "disable" -> enable(w, false);
            case "force" -> additive("force row level security on", LockMode.ACCESS_EXCLUSIVE);
            case "replica" -> additive("set replica identity of", LockMode.ACCESS_EXCLUSIVE);
            case "owner" -> additive("change owner of", LockMode.ACCESS_EXCLUSIVE);
            case "inherit" ->
                    additive("set inheritance of", LockMode.ACCESS_EXCLUSIVE)
                            .locks(w.relation(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "of" -> additive("set type of", LockMode.ACCESS_EXCLUSIVE);
            case "attach" -> attach(w);
            case "detach" -> detach(w);
            default ->
                    Act.destructive("alter table " + table.text(), table)
                            .locks(LockMode.ACCESS_EXCLUSIVE);
        };
    }

    private Act additive(String what, LockMode mode) {
        return Act.additive(what + " " + table.text(), table).locks(mode);
    }

    private Act destructive(String what) {
        return Act.destructive(what, table).locks(LockMode.ACCESS_EXCLUSIVE);
    }

    private String dot(String column) {
        return table.text() + "." + column;
    }

    private Act add(Words w) {
        boolean column = w.take("column");
        boolean constraint =
                w.at("constraint")
                        || w.at("primary", "key")
                        || w.at("unique")
                        || w.at("check")
                        || w.at("foreign", "key")
                        || w.at("exclude")
                        || w.at("not", "null");
        return constraint && !column ? PostgresqlConstraint.added(w, table) : addColumn(w);
    }

    private Act addColumn(Words w) {
        boolean perhaps = w.take("if not exists");
        String name = w.next();
        Act act =
                Act.additive("add column " + dot(name), table)
                        .column(name)
                        .locks(LockMode.ACCESS_EXCLUSIVE);
        PostgresqlColumn.advise(act, w, table, name);
        return act.becomes(perhaps ? Act.Fate.ENSURED : Act.Fate.MADE);
    }

    private Act drop(Words w) {
        if (w.take("constraint")) {
            w.take("if exists");
            Act act = destructive("drop constraint " + dot(w.next()));
            return w.take("cascade") ? act.advises("lint.cascade", act.what) : act;
        }
        w.take("column");
        w.take("if exists");
        String name = w.next();
        Act act =
                destructive("drop column " + dot(name))
                        .column(name)
                        .becomes(Act.Fate.REMOVED)
                        .advises("lint.drop.column", dot(name));
        return w.take("cascade") ? act.advises("lint.cascade", act.what) : act;
    }

    private Act alter(Words w) {
        if (w.take("constraint")) {
            return additive("alter constraint " + w.next() + " of", LockMode.ACCESS_EXCLUSIVE);
        }
        w.take("column");
        return PostgresqlColumn.altered(w, table, w.next());
    }

    private Act rename(Words w) {
        if (w.take("to")) {
            return PostgresqlAlter.renamed("table", table, table.named(w.next()))
                    .locks(LockMode.ACCESS_EXCLUSIVE);
        }
        if (w.take("constraint")) {
            return additive("rename constraint " + w.next() + " of", LockMode.ACCESS_EXCLUSIVE);
        }
        w.take("column");
        String from = w.next();
        w.take("to");
        String to = w.next();
        return Act.additive("rename column " + dot(from) + " to " + to, table)
                .locks(LockMode.ACCESS_EXCLUSIVE)
                .column(from, to)
                .advises("lint.rename", dot(from), to);
    }

    private Act set(Words w) {
        if (w.at("(")) {
            boolean heavy = w.any(t -> t.is("user_catalog_table"));
            return additive(
                    "set options of",
                    heavy ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
        if (w.take("without cluster")) {
            return additive("set without cluster", LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
        if (w.take("schema")) {
            SchemaObject to = new SchemaObject(Kind.RELATION, w.next(), table.name());
            return PostgresqlAlter.renamed("table", table, to).locks(LockMode.ACCESS_EXCLUSIVE);
        }
        if (w.take("logged")) {
            return rewrite("set logged");
        }
        if (w.take("unlogged")) {
            return rewrite("set unlogged").advises("lint.unlogged", table.text());
        }
        if (w.take("access method")) {
            return rewrite("set access method of");
        }
        return w.take("tablespace")
                ? rewrite("set tablespace of")
                : additive("set", LockMode.ACCESS_EXCLUSIVE);
    }

    private Act rewrite(String what) {
        return additive(what, LockMode.ACCESS_EXCLUSIVE).advises("lint.rewrite", table.text());
    }

    private Act enable(Words w, boolean on) {
        String word = on ? "enable " : "disable ";
        w.takeAll("always", "replica");
        if (w.take("trigger")) {
            String what = word + "trigger " + w.next() + " on " + table.text();
            return Act.of(on ? Risk.ADDITIVE : Risk.DESTRUCTIVE, what, table)
                    .locks(LockMode.SHARE_ROW_EXCLUSIVE);
        }
        String what = word + (w.take("rule") ? "rule " + w.next() : "row level security");
        return Act.of(on ? Risk.ADDITIVE : Risk.DESTRUCTIVE, what + " on " + table.text(), table)
                .locks(LockMode.ACCESS_EXCLUSIVE);
    }

    private Act attach(Words w) {
        w.take("partition");
        SchemaObject part = w.relation();
        return additive("attach partition " + part.text() + " to", LockMode.SHARE_UPDATE_EXCLUSIVE)
                .locks(part, LockMode.ACCESS_EXCLUSIVE)
                .advises("lint.attach", part.text());
    }

    private Act detach(Words w) {
        w.take("partition");
        SchemaObject part = w.relation();
        boolean light = w.at("concurrently") || w.at("finalize");
        Act act =
                Act.destructive("detach partition " + part.text() + " from " + table.text(), table);
        if (light) {
            return act.seesOut(table, LockMode.ACCESS_EXCLUSIVE)
                    .locks(part, LockMode.ACCESS_EXCLUSIVE);
        }
        return act.locks(LockMode.ACCESS_EXCLUSIVE)
                .locks(part, LockMode.ACCESS_EXCLUSIVE)
                .advises("lint.detach", part.text(), table.text());
    }
}
