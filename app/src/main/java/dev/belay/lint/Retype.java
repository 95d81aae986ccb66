package dev.belay.lint;

import dev.belay.lint.ColumnType.Storage;
import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A column that gets another type.
 *
 * @param to the new type; null where it is none that could be compared
 * @param perhaps true if one of texts, which most often is light
 */
public record Retype(SchemaObject table, String column, @Nullable String to, boolean perhaps) {

    /** Knows the types of columns as they are before a plan. */
    @FunctionalInterface
    public interface Live {
        /** Knows of none. */
        Live NONE = _ -> null;

        /** As the catalogue writes it, {@code character varying(20)}; null if unknown. */
        @Nullable String type(Retype column);
    }

    /** Those of a statement of PostgreSQL's. */
    public static List<Retype> of(String sql) {
        return PlanLint.acts(Engine.POSTGRESQL, Words.of(Engine.POSTGRESQL, sql)).stream()
                .map(a -> a.retype)
                .filter(Objects::nonNull)
                .toList();
    }

    /** From behind TYPE. */
    static Retype of(Words w, SchemaObject table, String column) {
        boolean text =
                (w.at("text") || w.at("varchar") || w.at("character", "varying"))
                        && !w.has("using");
        boolean collated = w.has("collate");
        ColumnType to = ColumnType.of(w.until("using", "collate"));
        boolean plain = !collated && (w.end() || castsOnly(w, column, to));
        return new Retype(table, column, to == null || !plain ? null : shown(to), text);
    }

    /** {@code USING a::bigint} says what happens without it. */
    private static boolean castsOnly(Words w, String column, @Nullable ColumnType to) {
        return w.take("using")
                && w.next().equals(column)
                && w.take(": :")
                && Objects.equals(ColumnType.of(w), to);
    }

    private static String shown(ColumnType type) {
        String sizes = String.join(",", type.sizes().stream().map(String::valueOf).toList());
        return sizes.isEmpty() ? type.name() : zoned(type.name(), "(" + sizes + ")");
    }

    private static String zoned(String name, String sizes) {
        int zone = name.indexOf(" with ");
        return zone < 0 ? name + sizes : name.substring(0, zone) + sizes + name.substring(zone);
    }

    /** What to think of, if the column is of that type now. */
    Advice advice(@Nullable String live) {
        String name = table.text() + "." + column;
        ColumnType from = live == null ? null : ColumnType.of(live);
        ColumnType other = to == null ? null : ColumnType.of(to);
        Storage storage = from == null || other == null ? Storage.UNKNOWN : from.becoming(other);
        return switch (storage) {
            case SAME -> Advice.of("lint.type.light", name, table.text(), String.valueOf(live));
            case OTHER -> Advice.of("lint.type.rewrite", name, table.text(), String.valueOf(live));
            case UNKNOWN ->
                    Advice.of(perhaps ? "lint.type.perhaps" : "lint.type", name, table.text());
        };
    }
}
