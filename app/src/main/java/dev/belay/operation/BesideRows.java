package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** A backup and its target side by side, and what would be lost. */
final class BesideRows {
    private BesideRows() {}

    /**
     * @param then the rows of each table in the backup; null if nobody knows
     */
    static void add(Session session, RestoreDraft draft, @Nullable SortedMap<String, Long> then)
            throws SQLException {
        if (then == null) {
            draft.findings.add(Finding.warning(Messages.text("restore.note.rows-unknown")));
            return;
        }
        RowsNow now = RowsNow.of(session);
        String key = now.counted() ? "restore.beside" : "restore.beside.about";
        draft.findings.addAll(
                compared(
                        then,
                        now,
                        now.counted(),
                        now.sum().isEmpty()
                                ? Messages.text("restore.beside.unknown", sum(then))
                                : Messages.text(
                                        key, sum(then), Units.count(now.sum().getAsLong()))));
    }

    /**
     * @param kept what a restore put aside, and comes back now
     */
    static void addUndo(Session session, RestoreDraft draft, Session kept) throws SQLException {
        RowsNow now = RowsNow.of(session);
        RowsNow then = RowsNow.of(kept);
        boolean counted = now.counted() && then.counted();
        String key = counted ? "restore.beside.undo" : "restore.beside.undo.about";
        draft.findings.addAll(
                compared(
                        then.rows(),
                        now,
                        counted,
                        now.sum().isEmpty() || then.sum().isEmpty()
                                ? Messages.text("restore.beside.undo.unknown")
                                : Messages.text(
                                        key,
                                        then.sum().getAsLong(),
                                        Units.count(now.sum().getAsLong()))));
    }

    private static List<Finding> compared(
            SortedMap<String, Long> then, RowsNow now, boolean counted, String sentence) {
        List<Finding.Lost> lost = new ArrayList<>();
        List<Finding.Beside.Table> tables = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(now.rows().keySet());
        names.addAll(then.keySet());
        for (String table : names) {
            Long before = then.get(table);
            Long here = now.rows().get(table);
            tables.add(new Finding.Beside.Table(table, before, here));
            if (here != null) {
                boolean about = !counted && now.guessed().contains(table);
                lost(table, before, here, about).ifPresent(lost::add);
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding.Beside(tables, counted, sentence));
        findings.addAll(lost);
        return findings;
    }

    /**
     * @param before null if the backup has no such table, -1 if nobody knows
     * @param here -1 if nobody knows
     */
    private static Optional<Finding.Lost> lost(
            String table, @Nullable Long before, long here, boolean about) {
        Finding.Lost.Kind kind = before == null ? Finding.Lost.Kind.TABLE : Finding.Lost.Kind.ROWS;
        if (here < 0) {
            return Optional.of(
                    Finding.Lost.unknown(table, kind, Messages.text("restore.beside.untold")));
        }
        if (before != null && (before < 0 || here <= before)) {
            return Optional.empty();
        }
        long gone = before == null ? here : here - before;
        return Optional.of(new Finding.Lost(table, kind, gone, about, ""));
    }

    private static long sum(SortedMap<String, Long> rows) {
        return rows.values().stream().mapToLong(n -> Math.max(0, n)).sum();
    }
}
