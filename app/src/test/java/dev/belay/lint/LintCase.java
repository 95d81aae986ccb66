package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A statement and what Lint says of it, read from a line {@code statement ¦ locks ¦ risk ¦ advice ¦
 * beyond}.
 *
 * @param since the first major that knows the statement, from {@code 18: } before it
 * @param locks {@code orders AE, projects SRX}
 * @param beyond the tables that the server locks as well and no text can tell, in the same form
 */
record LintCase(int since, String sql, String locks, Risk risk, String advice, String beyond) {

    static List<LintCase> of(String table) {
        return table.lines().filter(l -> !l.isBlank()).map(LintCase::read).toList();
    }

    private static LintCase read(String line) {
        String[] cells =
                Arrays.stream(line.split("¦", -1)).map(String::strip).toArray(String[]::new);
        boolean dated = cells[0].matches("\\d\\d: .*");
        return new LintCase(
                dated ? Integer.parseInt(cells[0].substring(0, 2)) : 14,
                dated ? cells[0].substring(4) : cells[0],
                cells[1],
                risk(cells[2]),
                cells.length > 3 ? sorted(cells[3]) : "",
                cells.length > 4 ? cells[4] : "");
    }

    private static Risk risk(String letter) {
        return switch (letter) {
            case "h" -> Risk.HARMLESS;
            case "a" -> Risk.ADDITIVE;
            case "d" -> Risk.DESTRUCTIVE;
            default -> throw new IllegalArgumentException(letter);
        };
    }

    private static String sorted(String keys) {
        return keys.isEmpty()
                ? ""
                : String.join(" ", new TreeSet<>(Arrays.asList(keys.split("\\s+"))));
    }

    static String abbreviated(LockMode mode) {
        return switch (mode) {
            case SHARE_UPDATE_EXCLUSIVE -> "SUX";
            case ROW_EXCLUSIVE -> "RX";
            case SHARE_ROW_EXCLUSIVE -> "SRX";
            default ->
                    Arrays.stream(mode.sql().split(" "))
                            .map(w -> w.substring(0, 1))
                            .collect(Collectors.joining());
        };
    }

    static String text(List<TableLock> locks) {
        return locks.stream()
                .map(l -> l.table().text() + " " + abbreviated(l.mode()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The same line, from what Lint says. */
    LintCase judged(Engine engine) {
        Judgement judgement = Lint.judge(engine, sql);
        return new LintCase(
                since,
                sql,
                text(judgement.locks()),
                judgement.risk(),
                judgement.advice().stream()
                        .map(a -> a.key().substring("lint.".length()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" ")),
                beyond);
    }

    @Override
    public String toString() {
        return sql;
    }

    String line() {
        return sql + " ¦ " + locks + " ¦ " + risk.id().charAt(0) + " ¦ " + advice;
    }
}
