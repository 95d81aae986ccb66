package dev.belay.operation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a restore did.
 *
 * @param from the backup's file; the name of the database that was put back by an undo
 * @param rows of each table, as counted in what was restored
 * @param keptAs where what was there before is: a database, or a copy's file; null if there was
 *     nothing, or it stays where it was
 * @param as what was made beside, or null
 * @param left statements that would have made it like the original, and that could not be done
 * @param sent how those left who were connected; null where nobody had to
 */
public record Restored(
        String from,
        SortedMap<String, Long> rows,
        @Nullable String keptAs,
        @Nullable String as,
        List<String> left,
        @Nullable SentOut sent) {
    public Restored {
        rows = new TreeMap<>(rows);
        left = List.copyOf(left);
    }

    Restored(
            String from,
            SortedMap<String, Long> rows,
            @Nullable String keptAs,
            @Nullable String as) {
        this(from, rows, keptAs, as, List.of(), null);
    }
}
