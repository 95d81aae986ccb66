package dev.belay.lint;

import dev.belay.message.Messages;
import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Judges the statements of one plan in their order: what was made by an earlier one of them holds
 * nothing that could be lost, and nobody waits for it. Used by one thread.
 */
public final class PlanLint {
    /** Good to know, and no more: what a function does cannot be read. */
    static final String CALL = "lint.call";

    /** After these a table may be another. */
    static final Set<String> ANYTHING = Set.of("lint.code", "lint.unknown", CALL);

    private final Engine engine;
    private final Retype.Live live;
    private final Set<String> altered = new HashSet<>();
    private boolean anything;
    private final Set<SchemaObject> made = new HashSet<>();
    private final Set<SchemaObject> removed = new HashSet<>();
    private final Map<SchemaObject, Set<String>> columns = new HashMap<>();

    public PlanLint(Engine engine) {
        this(engine, Retype.Live.NONE);
    }

    /**
     * @param live the types of columns before the plan
     */
    public PlanLint(Engine engine, Retype.Live live) {
        this.engine = engine;
        this.live = live;
    }

    /** What the statement would do after those that were judged before it. */
    public Judgement judge(String sql) {
        Words words = Words.of(engine, sql);
        if (words.any(t -> t.text().equals("search_path"))) {
            forgetUnqualified();
            anything = true;
        }
        boolean postgresql = engine == Engine.POSTGRESQL;
        List<Act> acts = acts(engine, words);
        List<TableLock> locks = new ArrayList<>();
        List<Advice> advice = new ArrayList<>();
        Risk risk = Risk.HARMLESS;
        for (Act act : acts) {
            risk = risk.and(risk(act));
            List<TableLock> left = act.locks.stream().filter(l -> !isMade(l.table())).toList();
            locks.addAll(left);
            boolean harmsNobody = left.isEmpty() && !act.locks.isEmpty();
            if (!harmsNobody && (act.fate == Act.Fate.MADE || !isMade(act.on))) {
                advice.addAll(act.advice);
                retyped(act, advice);
            }
            rebuilt(act, advice);
            remember(act);
        }
        // After all of a statement: one ALTER TABLE gives each column one type.
        acts.forEach(this::alters);
        List<TableLock> strongest = postgresql ? strongest(locks) : List.of();
        return new Judgement(
                what(acts),
                lock(strongest, risk, acts),
                strongest,
                acts.stream().anyMatch(a -> a.outlastsSnapshots),
                risk,
                distinct(advice));
    }

    /** The live type is the column's only while nothing of the plan can have changed it. */
    private void retyped(Act act, List<Advice> advice) {
        Retype retype = act.retype;
        if (retype != null) {
            boolean stale = anything || altered.contains(retype.table().name());
            advice.add(retype.advice(stale ? null : live.type(retype)));
        }
    }

    private void alters(Act act) {
        anything |= act.advice.stream().anyMatch(a -> ANYTHING.contains(a.key()));
        boolean renamed = act.fate == Act.Fate.RENAMED || act.columnTo != null;
        boolean ofColumns = !act.columns.isEmpty() && !act.locks.isEmpty();
        boolean retypes = act.retype != null || (ofColumns && act.fate != Act.Fate.TOUCHED);
        if (act.on != null && (renamed || retypes || act.fate == Act.Fate.REMOVED)) {
            altered.add(act.on.name());
        }
        if (act.to != null) {
            altered.add(act.to.name());
        }
    }

    static List<Act> acts(Engine engine, Words words) {
        if (words.end()) {
            return List.of(Act.harmless("nothing", null));
        }
        return engine == Engine.POSTGRESQL
                ? PostgresqlStatement.acts(words)
                : SqliteStatement.acts(words);
    }

    /** Names without a schema may mean other tables from now on. */
    private void forgetUnqualified() {
        made.removeIf(o -> o.schema() == null);
        columns.keySet().removeIf(o -> o.schema() == null);
    }

    private Risk risk(Act act) {
        boolean own = isMade(act.on) || ownColumns(act);
        return own && act.risk == Risk.DESTRUCTIVE ? Risk.ADDITIVE : act.risk;
    }

    private boolean ownColumns(Act act) {
        return act.on != null
                && !act.columns.isEmpty()
                && columns.getOrDefault(key(act.on), Set.of()).containsAll(act.columns);
    }

    private boolean isMade(@Nullable SchemaObject object) {
        return object != null && made.contains(key(object));
    }

    /** SQLite's names are the same in upper and lower case. */
    private SchemaObject key(SchemaObject object) {
        String schema = object.schema();
        return engine == Engine.POSTGRESQL
                ? object
                : new SchemaObject(
                        object.kind(),
                        schema == null ? null : schema.toLowerCase(Locale.ROOT),
                        object.name().toLowerCase(Locale.ROOT));
    }

    private void remember(Act act) {
        if (act.on == null) {
            return;
        }
        SchemaObject on = key(act.on);
        boolean ofColumns = !act.columns.isEmpty();
        switch (act.fate) {
            case MADE -> {
                if (ofColumns) {
                    columns.computeIfAbsent(on, _ -> new HashSet<>()).addAll(act.columns);
                } else {
                    made.add(on);
                }
            }
            case REMOVED -> {
                if (ofColumns) {
                    columns.getOrDefault(on, new HashSet<>()).removeAll(act.columns);
                } else {
                    made.remove(on);
                    columns.remove(on);
                    removed.add(on);
                }
            }
            case RENAMED -> rename(on, act.to);
            case ENSURED, TOUCHED -> {}
        }
    }

    private void rename(SchemaObject from, @Nullable SchemaObject to) {
        if (to == null) {
            return;
        }
        Set<String> own = columns.remove(from);
        if (own != null) {
            columns.put(key(to), own);
        }
        if (made.remove(from)) {
            made.add(key(to));
        }
    }

    /** A table made anew under the name of one that was dropped is how SQLite alters tables. */
    private void rebuilt(Act act, List<Advice> advice) {
        if (engine == Engine.SQLITE
                && act.to != null
                && isMade(act.on)
                && removed.contains(key(act.to))) {
            advice.add(Advice.of("lint.sqlite.rebuild", act.to.text()));
        }
    }

    private static List<TableLock> strongest(List<TableLock> locks) {
        Map<SchemaObject, TableLock> strongest = new LinkedHashMap<>();
        for (TableLock each : locks) {
            strongest.merge(each.table(), each, BinaryOperator.maxBy(TableLock.WEIGHT));
        }
        return List.copyOf(strongest.values());
    }

    private @Nullable String lock(List<TableLock> locks, Risk risk, List<Act> acts) {
        if (engine != Engine.POSTGRESQL) {
            boolean upkeep = List.of("vacuum", "reindex", "analyze").contains(acts.getFirst().what);
            return risk == Risk.HARMLESS && !upkeep ? null : Messages.text("lint.sqlite.lock");
        }
        return locks.stream()
                .map(TableLock::mode)
                .max(LockMode::compareTo)
                .map(LockMode::sql)
                .orElse(null);
    }

    private static String what(List<Act> acts) {
        List<String> all = acts.stream().map(a -> a.what).distinct().toList();
        String first = String.join(", ", all.subList(0, Math.min(3, all.size())));
        return all.size() <= 3
                ? first
                : Messages.text("lint.more", first, Integer.toString(all.size() - 3));
    }

    private static List<Advice> distinct(List<Advice> advice) {
        return advice.stream().distinct().toList();
    }
}
