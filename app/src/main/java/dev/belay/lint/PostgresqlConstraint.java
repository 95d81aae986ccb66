package dev.belay.lint;

/** Constraints that PostgreSQL's ALTER TABLE adds to a table with rows. */
final class PostgresqlConstraint {
    private PostgresqlConstraint() {}

    /** From behind ADD. */
    static Act added(Words w, SchemaObject table) {
        String name = w.take("constraint") ? " " + w.next() : "";
        Act act = Act.additive("add constraint" + name + " to " + table.text(), table);
        boolean unchecked = w.has("not valid") || w.has("not enforced");
        if (w.at("foreign", "key")) {
            PostgresqlCreate.references(w, act, table);
            act.locks(LockMode.SHARE_ROW_EXCLUSIVE);
            return unchecked ? act : act.advises("lint.constraint.foreign", table.text());
        }
        act.locks(LockMode.ACCESS_EXCLUSIVE);
        if (w.at("primary", "key") || w.at("unique")) {
            return w.has("using index") ? act : act.advises("lint.constraint.index", table.text());
        }
        if (w.at("exclude")) {
            return act.advises("lint.constraint.exclude", table.text());
        }
        return unchecked ? act : act.advises("lint.constraint.check", table.text());
    }
}
