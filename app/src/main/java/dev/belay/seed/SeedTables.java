package dev.belay.seed;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables that a set writes into, and how many rows they have. */
public final class SeedTables {
    private SeedTables() {}

    /** The quoted name of the table that a statement names, or null if it is not found. */
    static @Nullable String quoted(Session session, SeedStatement statement) throws SQLException {
        String name = statement.table();
        if (name == null) {
            return null;
        }
        String plain = name.indexOf('"') >= 0 ? name : name.replaceAll("[`\\[\\]]", "");
        return SeedTable.named(session, plain).orElse(null);
    }

    static long rows(Session session, String quoted) throws SQLException {
        return session.select("SELECT count(*) AS rows FROM " + quoted, row -> row.getLong("rows"))
                .getFirst();
    }

    /** The rows of each table, by its quoted name; those that are not there are left out. */
    public static Map<String, Long> rows(Session session, SeedSet set) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (SeedFile file : set.files()) {
            switch (file) {
                case SeedFile.Rows f -> {
                    String quoted = SeedTable.named(session, f.table()).orElse(null);
                    if (quoted != null && !rows.containsKey(quoted)) {
                        rows.put(quoted, rows(session, quoted));
                    }
                }
                case SeedFile.Script f -> {
                    for (var statement : f.statements()) {
                        String quoted = quoted(session, SeedStatement.of(statement.sql()));
                        if (quoted != null && !rows.containsKey(quoted)) {
                            rows.put(quoted, rows(session, quoted));
                        }
                    }
                }
            }
        }
        return rows;
    }

    /** True if a statement of the set may take rows away. */
    public static boolean removes(SeedSet set) {
        return set.files().stream()
                .filter(SeedFile.Script.class::isInstance)
                .map(SeedFile.Script.class::cast)
                .flatMap(f -> f.statements().stream())
                .anyMatch(s -> SeedStatement.of(s.sql()).removes());
    }
}
