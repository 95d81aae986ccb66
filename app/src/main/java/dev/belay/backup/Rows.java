package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares how many rows each table has with how many its copy has. */
final class Rows {
    private static final int SHOWN = 5;

    private Rows() {}

    /**
     * @throws dev.belay.message.BelayException if a table has other rows in the copy
     */
    static void assertSame(Target target, Map<String, Long> source, Map<String, Long> copy) {
        String difference = difference(source, copy);
        if (!difference.isEmpty()) {
            throw Failure.unlike(target, difference);
        }
    }

    /** What differs, a few words for each of the first tables; empty if nothing does. */
    static String difference(Map<String, Long> source, Map<String, Long> copy) {
        TreeSet<String> tables = new TreeSet<>(source.keySet());
        tables.addAll(copy.keySet());
        List<String> unlike = new ArrayList<>();
        for (String table : tables) {
            Long there = source.get(table);
            Long here = copy.get(table);
            if (there == null || !there.equals(here)) {
                unlike.add(
                        Messages.text(
                                "backup.unlike.rows",
                                table,
                                there == null ? "–" : there.toString(),
                                here == null ? "–" : here.toString()));
            }
        }
        return String.join("; ", unlike.subList(0, Math.min(SHOWN, unlike.size())));
    }
}
