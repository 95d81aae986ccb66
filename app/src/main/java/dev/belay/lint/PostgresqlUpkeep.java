package dev.belay.lint;

import dev.belay.lint.SchemaObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** Statements that keep tables in order and change neither rows nor schema, but lock. */
final class PostgresqlUpkeep {
    private PostgresqlUpkeep() {}

    static List<Act> acts(Words w) {
        return switch (w.next()) {
            case "vacuum" -> vacuum(w);
            case "cluster" -> cluster(w);
            case "reindex" -> reindex(w);
            case "refresh" -> refresh(w);
            case "lock" -> lock(w);
            default -> analyze(w);
        };
    }

    private static List<Act> each(Words w, String what, LockMode mode) {
        if (w.end()) {
            return List.of(Act.harmless(what, null));
        }
        List<Act> acts = new ArrayList<>();
        for (SchemaObject table : w.objects(Kind.RELATION)) {
            acts.add(Act.harmless(what + " " + table.text(), table).locks(mode));
        }
        return acts;
    }

    private static List<Act> vacuum(Words w) {
        boolean full = w.group().any(t -> t.is("full"));
        full |= w.takeAll("full", "freeze", "verbose", "analyze").contains("full");
        if (!full) {
            return each(w, "vacuum", LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
        List<Act> acts = each(w, "vacuum full", LockMode.ACCESS_EXCLUSIVE);
        acts.forEach(a -> a.advises("lint.rewrite", PostgresqlUpkeep.name(a)));
        return acts;
    }

    private static List<Act> analyze(Words w) {
        w.group();
        w.take("verbose");
        return each(w, "analyze", LockMode.SHARE_UPDATE_EXCLUSIVE);
    }

    private static List<Act> cluster(Words w) {
        w.group();
        w.take("verbose");
        List<Act> acts = each(w, "cluster", LockMode.ACCESS_EXCLUSIVE);
        acts.forEach(a -> a.advises("lint.rewrite", name(a)));
        return acts;
    }

    private static String name(Act act) {
        return act.on == null ? "*" : act.on.text();
    }

    private static List<Act> reindex(Words w) {
        boolean concurrently = w.group().any(t -> t.is("concurrently"));
        boolean one = w.at("table") || w.at("index");
        boolean index = w.at("index");
        String kind = w.next();
        concurrently |= w.take("concurrently");
        SchemaObject object = w.relation();
        Act act =
                Act.harmless(
                        ("reindex " + kind + " " + object.text()).strip(), one ? object : null);
        if (concurrently) {
            act.afterOlderSnapshots();
            // The old index goes when nobody can have a plan with it any more.
            return List.of(one ? act.seesOut(object, LockMode.ACCESS_EXCLUSIVE) : act);
        }
        act.advises("lint.reindex", object.text());
        return List.of(act.locks(index ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE));
    }

    private static List<Act> refresh(Words w) {
        w.take("materialized view");
        boolean concurrently = w.take("concurrently");
        SchemaObject view = w.relation();
        Act act = Act.additive("refresh materialized view " + view.text(), view);
        return List.of(
                concurrently
                        ? act.locks(LockMode.EXCLUSIVE)
                        : act.locks(LockMode.ACCESS_EXCLUSIVE)
                                .advises("lint.refresh", view.text()));
    }

    private static List<Act> lock(Words w) {
        w.take("table");
        Words before = w.until("in", "nowait");
        LockMode mode = LockMode.ACCESS_EXCLUSIVE;
        if (w.take("in")) {
            StringBuilder words = new StringBuilder();
            while (!w.end() && !w.at("mode")) {
                words.append(words.isEmpty() ? "" : " ").append(w.next());
            }
            LockMode said = LockMode.ofSql(words.toString());
            mode = said == null ? mode : said;
        }
        List<Act> acts = each(before, "lock table", mode);
        for (Act act : acts) {
            act.advises("lint.lock", name(act), mode.sql());
        }
        return acts;
    }
}
