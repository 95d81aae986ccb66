package dev.belay.backup;

import dev.belay.message.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares how many rows each table has with how many its copy has. */
final class Rows {
    private static final int SHOWN = 5;

    private Rows() {}

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
