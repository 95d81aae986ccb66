package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        draft.findings.addAll(
                compared(
                        then,
                        now,
                        now.counted(),
                        Messages.text(
                                now.counted() ? "restore.beside" : "restore.beside.about",
                                sum(then),
                                Units.count(sum(now.rows())))));
    }

    /**
     * @param kept what a restore put aside, and comes back now
     */
    static void addUndo(Session session, RestoreDraft draft, Session kept) throws SQLException {
        RowsNow now = RowsNow.of(session);
        RowsNow then = RowsNow.of(kept);
        boolean counted = now.counted() && then.counted();
        draft.findings.addAll(
                compared(
                        then.rows(),
                        now,
                        counted,
                        Messages.text(
                                counted ? "restore.beside.undo" : "restore.beside.undo.about",
                                sum(then.rows()),
                                Units.count(sum(now.rows())))));
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
            if (here == null) {
                continue;
            }
            if (before == null) {
                lost.add(new Finding.Lost(table, Finding.Lost.Kind.TABLE, here, ""));
            } else if (before >= 0 && here > before) {
                lost.add(new Finding.Lost(table, Finding.Lost.Kind.ROWS, here - before, ""));
            }
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding.Beside(tables, counted, sentence));
        findings.addAll(lost);
        return findings;
    }

    private static long sum(SortedMap<String, Long> rows) {
        return rows.values().stream().mapToLong(n -> Math.max(0, n)).sum();
    }
}
