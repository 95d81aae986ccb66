package dev.belay.lint;

/** Columns that SQLite's ALTER TABLE adds, and when it refuses to. */
final class SqliteColumn {
    private SqliteColumn() {}

    /** From behind ADD. */
    static Act added(Words w, SchemaObject table) {
        w.take("column");
        String name = w.next();
        String column = table.text() + "." + name;
        Act act = Act.additive("add column " + column, table).column(name).becomes(Act.Fate.MADE);
        if (w.has("primary key") || w.has("unique")) {
            act.advises("lint.sqlite.column.unique", column);
        }
        if (w.has("stored")) {
            act.advises("lint.sqlite.column.stored", column);
        }
        Words value = w.copy();
        boolean defaulted = value.skipTo("default");
        boolean nothing = !defaulted || value.at("null");
        if (w.has("not null") && nothing && !w.has("as")) {
            act.advises("lint.sqlite.column.not-null", column);
        }
        if (defaulted && (value.at("(") || value.peek().startsWith("current_"))) {
            act.advises("lint.sqlite.column.default", column);
        }
        if (w.has("references") && !nothing) {
            act.advises("lint.sqlite.column.references", column);
        }
        return act;
    }
}
