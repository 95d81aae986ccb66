package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.ScriptText;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The repeatable migrations that stand on a target, and the objects they could have made: views,
 * functions, triggers.
 */
record Repeatables(List<Repeatable> all) {

    /** One of them, with its statements. */
    record Repeatable(Migration migration, ScriptText text) {
        /** False if its script was changed since: running it would apply what nobody approved. */
        boolean asApplied() {
            return !Boolean.FALSE.equals(migration.checksumMatches());
        }

        /** True if its script speaks of the name, as one word. */
        boolean mentions(String name) {
            String wanted = name.toLowerCase(Locale.ROOT);
            return text.statements().stream().anyMatch(s -> Words.of(s.sql()).contains(wanted));
        }
    }

    /**
     * An object of the target.
     *
     * @param drop the statement that drops it
     */
    record Made(String kind, String schema, String name, String drop) {}

    static Repeatables of(Session session, Target target, Histories histories, History history)
            throws SQLException {
        Map<String, Migration> latest = new LinkedHashMap<>();
        for (Migration m : history.migrations()) {
            // One that was marked stands all the same if it was made again in that rollback.
            if (m.repeatable() && m.installedRank() != null && m.file() != null) {
                latest.put(m.script(), m);
            }
        }
        List<Migration> standing = List.copyOf(latest.values());
        List<Path> files = standing.stream().map(m -> Objects.requireNonNull(m.file())).toList();
        List<ScriptText> texts = histories.texts(session, target, files);
        List<Repeatable> all = new ArrayList<>();
        for (int i = 0; i < standing.size(); i++) {
            all.add(new Repeatable(standing.get(i), texts.get(i)));
        }
        return new Repeatables(all);
    }

    /** What the target holds now that a repeatable migration may have made. */
    static List<Made> objects(Session session) throws SQLException {
        return session.all(
                "repeatable-objects",
                row ->
                        new Made(
                                row.getString("kind"),
                                row.getString("schema"),
                                row.getString("name"),
                                row.getString("drop")));
    }

    /** Those whose scripts speak of one of the names. */
    List<Repeatable> mentioning(Set<String> names) {
        return all.stream().filter(r -> names.stream().anyMatch(r::mentions)).toList();
    }
}
