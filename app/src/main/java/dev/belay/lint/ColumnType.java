package dev.belay.lint;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A built-in type of PostgreSQL's as a statement or the catalogue writes it, under one name.
 *
 * @param sizes length, precision, scale; empty where there is no limit
 */
record ColumnType(String name, List<Integer> sizes) {
    private static final String TEXT = "text";
    private static final String VARCHAR = "character varying";
    private static final String VARBIT = "bit varying";
    private static final String NUMERIC = "numeric";
    private static final String TIMESTAMP = "timestamp";
    private static final String TIMESTAMPTZ = "timestamp with time zone";
    private static final int FINEST = 6;

    private static final Map<String, String> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("int", "integer"),
                    Map.entry("int2", "smallint"),
                    Map.entry("int4", "integer"),
                    Map.entry("int8", "bigint"),
                    Map.entry("float4", "real"),
                    Map.entry("float8", "double precision"),
                    Map.entry("bool", "boolean"),
                    Map.entry("decimal", NUMERIC),
                    Map.entry("varchar", VARCHAR),
                    Map.entry("char", "character"),
                    Map.entry("varbit", VARBIT),
                    Map.entry("timestamptz", TIMESTAMPTZ),
                    Map.entry("timetz", "time with time zone"));

    private static final Set<String> CLOCKS =
            Set.of(TIMESTAMP, TIMESTAMPTZ, "time", "time with time zone");

    private static final Set<String> PLAIN =
            Set.of(
                    "smallint",
                    "integer",
                    "bigint",
                    "real",
                    "double precision",
                    "boolean",
                    TEXT,
                    "bytea",
                    "date",
                    "uuid",
                    "json",
                    "jsonb",
                    "inet",
                    "cidr",
                    "xml");

    private static final Set<String> SIZED = Set.of(VARCHAR, "character", VARBIT, "bit", NUMERIC);

    /** Whether rows have to be written anew for a type to become another. */
    enum Storage {
        SAME,
        OTHER,
        /** Not to be told from the two types alone. */
        UNKNOWN
    }

    /** From all words that are left; null for a type that is none of these, such as an array. */
    static @Nullable ColumnType of(Words w) {
        String name = w.next();
        if (List.of("character", "bit").contains(name) && w.take("varying")) {
            name += " varying";
        } else if (name.equals("double") && w.take("precision")) {
            name = "double precision";
        }
        name = OTHER_NAMES.getOrDefault(name, name);
        List<Integer> sizes = new ArrayList<>();
        if (w.at("(")) {
            for (Words each : w.group().parts()) {
                String size = each.next();
                if (!size.matches("\\d{1,9}") || !each.end()) {
                    return null;
                }
                sizes.add(Integer.parseInt(size));
            }
        }
        if (w.take("with time zone")) {
            name += " with time zone";
        } else {
            w.take("without time zone");
        }
        boolean known =
                SIZED.contains(name)
                        || CLOCKS.contains(name)
                        || (PLAIN.contains(name) && sizes.isEmpty());
        return known && w.end() ? whole(name, sizes) : null;
    }

    static @Nullable ColumnType of(String text) {
        return of(Words.of(Engine.POSTGRESQL, text));
    }

    /** With what is meant where nothing is said. */
    private static ColumnType whole(String name, List<Integer> sizes) {
        boolean one = sizes.isEmpty() && (name.equals("character") || name.equals("bit"));
        if (one || (CLOCKS.contains(name) && sizes.isEmpty())) {
            return new ColumnType(name, List.of(one ? 1 : FINEST));
        }
        return name.equals(NUMERIC) && sizes.size() == 1
                ? new ColumnType(name, List.of(sizes.getFirst(), 0))
                : new ColumnType(name, List.copyOf(sizes));
    }

    /**
     * What a column of this type needs to become another, as {@code ATColumnChangeRequiresRewrite}
     * and the casts' support functions decide it.
     */
    Storage becoming(ColumnType to) {
        if (equals(to)) {
            return Storage.SAME;
        }
        if (name.equals(to.name)) {
            return wider(to) ? Storage.SAME : Storage.OTHER;
        }
        Set<String> both = Set.of(name, to.name);
        if (both.equals(Set.of(TIMESTAMP, TIMESTAMPTZ)) || both.equals(Set.of("bit", VARBIT))) {
            // The one is decided by the session's time zone, the other by the lengths.
            return Storage.UNKNOWN;
        }
        boolean unlimited = to.name.equals(TEXT) || (to.name.equals(VARCHAR) && to.sizes.isEmpty());
        boolean alike =
                (unlimited && Set.of(TEXT, VARCHAR, "xml").contains(name))
                        || (name.equals("cidr") && to.name.equals("inet"));
        return alike ? Storage.SAME : Storage.OTHER;
    }

    private boolean wider(ColumnType to) {
        if (CLOCKS.contains(name)) {
            return to.sizes.getFirst() >= sizes.getFirst();
        }
        if (!Set.of(VARCHAR, VARBIT, NUMERIC).contains(name)) {
            return false;
        }
        if (sizes.isEmpty() || to.sizes.isEmpty()) {
            return to.sizes.isEmpty();
        }
        boolean sameScale = sizes.size() == 1 || to.sizes.getLast().equals(sizes.getLast());
        return sameScale && to.sizes.getFirst() >= sizes.getFirst();
    }
}
