package dev.belay.seed;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How values of seeds are said to an engine, so that it stores and compares them as its own. */
enum Speech {
    /** Every value goes as text and is cast to the column's type. */
    POSTGRESQL {
        @Override
        String parameter(SeedColumn column) {
            return "CAST(? AS " + column.type() + ")";
        }

        @Override
        String differs(SeedColumn column, String there, String given) {
            String as = column.compared();
            return as == null
                    ? there + " IS DISTINCT FROM " + given
                    : "CAST(%s AS %s) IS DISTINCT FROM CAST(%s AS %s)"
                            .formatted(there, as, given, as);
        }

        @Override
        @Nullable Object value(SeedColumn column, Cell cell) {
            String text = cell.text();
            return text != null && column.array() && cell.kind() == Cell.Kind.NESTED
                    ? PgArray.literal(text)
                    : text;
        }

        @Override
        boolean fits(SeedColumn column, Cell cell) {
            String text = cell.text();
            // A cast cuts off in silence what is too long.
            return text == null
                    || column.longest() == 0
                    || text.codePointCount(0, text.length()) <= column.longest();
        }
    },

    /** The column's affinity turns texts into numbers; what it would let pass is judged here. */
    SQLITE {
        @Override
        String parameter(SeedColumn column) {
            return "?";
        }

        @Override
        String differs(SeedColumn column, String there, String given) {
            return there + " IS NOT " + given;
        }

        @Override
        @Nullable Object value(SeedColumn column, Cell cell) {
            String text = cell.text();
            if (text == null) {
                return null;
            }
            if (declared(column, TRUTH) || (cell.kind() == Cell.Kind.BOOLEAN && !texts(column))) {
                return TRUE.contains(text.toLowerCase(Locale.ROOT))
                        ? (Object) 1L
                        : FALSE.contains(text.toLowerCase(Locale.ROOT)) ? (Object) 0L : text;
            }
            if (declared(column, BYTES) && HEX.matcher(text).matches()) {
                return HexFormat.of().parseHex(text.substring(2));
            }
            return cell.kind() == Cell.Kind.NUMBER && !texts(column) ? number(text) : text;
        }

        @Override
        boolean fits(SeedColumn column, Cell cell) {
            String text = cell.text();
            if (text == null || (declared(column, TRUTH) && value(column, cell) instanceof Long)) {
                return true;
            }
            return declared(column, WHOLE)
                    ? INTEGER.matcher(text).matches() || cell.kind() == Cell.Kind.BOOLEAN
                    : !(declared(column, NUMBERS) || declared(column, TRUTH))
                            || NUMBER.matcher(text).matches()
                            || cell.kind() == Cell.Kind.BOOLEAN;
        }
    };

    private static final Pattern TRUTH = Pattern.compile("BOOL");
    private static final Pattern BYTES = Pattern.compile("BLOB");
    private static final Pattern TEXTS = Pattern.compile("CHAR|CLOB|TEXT");
    private static final Pattern WHOLE = Pattern.compile("INT(?!.*CHAR)(?<!POINT)");
    private static final Pattern NUMBERS = Pattern.compile("REAL|FLOA|DOUB|DECIMAL|NUMERIC");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d+\\s*");
    private static final Pattern NUMBER =
            Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*");
    private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*");
    private static final List<String> TRUE = List.of("true", "t", "yes", "on", "1");
    private static final List<String> FALSE = List.of("false", "f", "no", "off", "0");

    static Speech of(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> POSTGRESQL;
            case SQLITE -> SQLITE;
            case MYSQL, MARIADB -> throw new IllegalArgumentException(engine.title());
        };
    }

    /** What stands for a value of the column in a statement. */
    abstract String parameter(SeedColumn column);

    /** True in the database if two values differ; null is a value. */
    abstract String differs(SeedColumn column, String there, String given);

    /** What is handed to the driver. */
    abstract @Nullable Object value(SeedColumn column, Cell cell);

    /** False for a value that the engine would take although the column is not made for it. */
    abstract boolean fits(SeedColumn column, Cell cell);

    private static boolean declared(SeedColumn column, Pattern word) {
        return word.matcher(column.type().toUpperCase(Locale.ROOT)).find();
    }

    private static boolean texts(SeedColumn column) {
        return declared(column, TEXTS);
    }

    private static Object number(String text) {
        BigDecimal exact = new BigDecimal(text);
        return INTEGER.matcher(text).matches() && exact.precision() < 19
                ? (Object) exact.longValueExact()
                : (Object) exact.doubleValue();
    }
}
