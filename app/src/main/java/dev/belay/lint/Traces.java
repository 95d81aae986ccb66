package dev.belay.lint;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is there after statements were run in their order, and what is not: tables, views, indexes
 * and columns, by their names. Where nobody can tell, it tells nothing. Used by one thread.
 */
public final class Traces {
    /** PostgreSQL cuts longer names. */
    private static final int LONGEST_NAME = 63;

    /**
     * One of them.
     *
     * @param schema null where the statement named none
     * @param name of the table, view or index, or of the table whose column it is
     * @param column null for the whole
     * @param source of the statement that it is of
     */
    public record Trace(
            @Nullable String schema,
            String name,
            @Nullable String column,
            boolean there,
            String source) {
        /** As a person writes it: {@code shop.orders.note}. */
        public String text() {
            String whole = schema == null ? name : schema + "." + name;
            return column == null ? whole : whole + "." + column;
        }
    }

    /**
     * An index that the statements make.
     *
     * @param name empty where the engine gives it one
     */
    public record Index(@Nullable String schema, String name, String table) {}

    private record Key(@Nullable String schema, String name, @Nullable String column) {}

    private record State(boolean there, @Nullable Key of, String source) {}

    private final Engine engine;
    private final Map<Key, State> states = new LinkedHashMap<>();
    private final Set<Key> fleeting = new HashSet<>();

    /** What may have been there before the first statement. */
    private final Set<Key> before = new HashSet<>();

    private final List<Index> indexes = new ArrayList<>();
    private boolean searchPath;
    private String source = "";

    public Traces(Engine engine) {
        this.engine = engine;
    }

    /**
     * Takes the next statement in.
     *
     * @param from where it stands: {@code V2__b.sql:1}
     */
    public void add(String sql, String from) {
        source = from;
        Words words = Words.of(engine, sql);
        if (words.any(t -> t.text().equals("search_path"))) {
            searchPath = true;
            states.keySet().removeIf(k -> k.schema == null);
        }
        boolean cascade = words.any(t -> t.is("cascade"));
        List<Act> acts = PlanLint.acts(engine, words);
        if (acts.stream().anyMatch(Traces::anything)) {
            states.clear();
            return;
        }
        acts.forEach(this::follow);
        if (cascade && acts.stream().anyMatch(a -> a.fate == Act.Fate.REMOVED)) {
            // What else went with it, the statement does not say.
            states.values().removeIf(State::there);
        }
    }

    private static boolean anything(Act act) {
        return act.advice.stream().anyMatch(a -> PlanLint.ANYTHING.contains(a.key()))
                || act.what.startsWith("drop owned");
    }

    /** All that can be told, in the order of the statements. */
    public List<Trace> all() {
        List<Trace> all = new ArrayList<>();
        states.forEach(
                (key, s) ->
                        all.add(new Trace(key.schema, key.name, key.column, s.there, s.source)));
        return all;
    }

    /** What is there and was made by the statements, not found by them. */
    public List<Trace> own() {
        return all().stream()
                .filter(Trace::there)
                .filter(t -> !before.contains(new Key(t.schema, t.name, t.column)))
                .toList();
    }

    /** The indexes that were made and not dropped before, whatever became of them. */
    public List<Index> indexes() {
        return List.copyOf(indexes);
    }

    private void follow(Act act) {
        SchemaObject on = act.on;
        if (on == null || on.kind() != SchemaObject.Kind.RELATION) {
            return;
        }
        boolean makes = act.fate == Act.Fate.MADE || act.fate == Act.Fate.ENSURED;
        Key key = key(on);
        boolean again = states.containsKey(key);
        if (makes && act.what.startsWith("create index") && act.of != null && !again) {
            indexes.add(new Index(key.schema, key.name, key(act.of).name));
        }
        if (!act.traced && makes) {
            fleeting.add(key);
        } else if (fleeting.contains(key)) {
            if (act.fate == Act.Fate.REMOVED) {
                fleeting.remove(key);
            }
        } else if (known(on)) {
            forgetNamesakes(key);
            found(act, key);
            if (act.columns.isEmpty()) {
                whole(act, key, makes);
            } else {
                columns(act, key, makes);
            }
        }
    }

    private void found(Act act, Key key) {
        Set<Key> all = new HashSet<>();
        act.columns.forEach(c -> all.add(new Key(key.schema, key.name, fold(c))));
        if (act.fate != Act.Fate.MADE) {
            (act.columns.isEmpty() ? Set.of(key) : all)
                    .stream().filter(k -> !states.containsKey(k)).forEach(before::add);
        }
    }

    /** False for what has no name yet, and for a name that means another thing elsewhere. */
    private boolean known(SchemaObject object) {
        String schema = object.schema();
        if (object.name().isEmpty()) {
            return false;
        }
        if (schema == null) {
            return !searchPath;
        }
        return engine == Engine.POSTGRESQL ? !schema.startsWith("pg_temp") : isMain(schema);
    }

    private static boolean isMain(String schema) {
        return schema.equalsIgnoreCase("main");
    }

    /** With its schema or without, nobody can tell whether it is the same one. */
    private void forgetNamesakes(Key key) {
        states.keySet()
                .removeIf(
                        k -> k.name.equals(key.name) && (k.schema == null) != (key.schema == null));
    }

    private void whole(Act act, Key key, boolean makes) {
        if (makes) {
            states.remove(key);
            states.put(key, new State(true, act.of == null ? null : key(act.of), source));
        } else if (act.fate == Act.Fate.REMOVED) {
            forgetPartsOf(key);
            states.remove(key);
            states.put(key, new State(false, null, source));
        } else if (act.fate == Act.Fate.RENAMED && act.to != null) {
            rename(key, key(act.to));
        }
    }

    private void columns(Act act, Key table, boolean makes) {
        String renamed = act.columnTo;
        for (String column : act.columns) {
            Key key = new Key(table.schema, table.name, fold(column));
            if (renamed != null) {
                states.put(key, new State(false, null, source));
                states.put(
                        new Key(table.schema, table.name, fold(renamed)),
                        new State(true, null, source));
            } else if (makes) {
                states.put(key, new State(true, null, source));
            } else if (act.fate == Act.Fate.REMOVED) {
                states.put(key, new State(false, null, source));
                // An index on the column goes with it.
                states.values().removeIf(s -> goesWith(s, table));
            }
        }
    }

    private void forgetPartsOf(Key table) {
        states.keySet().removeIf(k -> k.column != null && isOf(k, table));
        states.values().removeIf(s -> goesWith(s, table));
    }

    private static boolean goesWith(State state, Key table) {
        return state.of != null && state.of.name.equals(table.name);
    }

    private static boolean isOf(Key column, Key table) {
        return table.equals(new Key(column.schema, column.name, null));
    }

    private void rename(Key from, Key to) {
        Map<Key, State> before = new LinkedHashMap<>(states);
        states.clear();
        before.forEach(
                (key, state) -> {
                    Key of = from.equals(state.of) ? to : state.of;
                    Key moved =
                            key.column != null && isOf(key, from)
                                    ? new Key(to.schema, to.name, key.column)
                                    : key;
                    states.put(moved, new State(state.there, of, state.source));
                });
        states.remove(from);
        states.put(from, new State(false, null, source));
        states.remove(to);
        states.put(to, new State(true, null, source));
    }

    private Key key(SchemaObject object) {
        String schema = object.schema();
        if (schema != null && engine != Engine.POSTGRESQL && isMain(schema)) {
            schema = null;
        }
        return new Key(schema == null ? null : fold(schema), fold(object.name()), null);
    }

    /** SQLite's names are the same in upper and lower case. */
    private String fold(String name) {
        if (engine != Engine.POSTGRESQL) {
            return name.toLowerCase(Locale.ROOT);
        }
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
