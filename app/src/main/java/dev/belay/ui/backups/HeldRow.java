package dev.belay.ui.backups;

import dev.belay.backup.Manifest;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Finding;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/**
 * A table of a backup, and of its target where both were compared.
 *
 * @param then rows in the backup, counted when it was taken; null if the table is not in it
 * @param now rows in the target; null if the table is not there, -1 if nobody knows
 * @param compared false if the target was not asked
 */
record HeldRow(String table, @Nullable Long then, @Nullable Long now, boolean compared) {
    private static final Comparator<HeldRow> MOST_LOST =
            Comparator.comparingLong(HeldRow::lost)
                    .thenComparingLong(row -> row.then == null ? 0 : row.then)
                    .reversed()
                    .thenComparing(HeldRow::table);

    /** The tables of a backup, those with most rows first. */
    static List<HeldRow> of(Manifest manifest) {
        return manifest.rows().entrySet().stream()
                .map(each -> new HeldRow(each.getKey(), each.getValue(), null, false))
                .sorted(MOST_LOST)
                .toList();
    }

    /** The tables of both, those that lose most first. */
    static List<HeldRow> of(Finding.Beside beside) {
        return beside.tables().stream()
                .map(table -> new HeldRow(table.name(), table.then(), table.now(), true))
                .sorted(MOST_LOST)
                .toList();
    }

    /** Rows that a restore would take away, as far as counts tell. */
    long lost() {
        return now == null || now < 0 ? 0 : Math.max(0, now - (then == null ? 0 : then));
    }

    String thenText() {
        return then == null ? Line.NONE : Units.count(then);
    }

    String nowText() {
        if (!compared) {
            return "";
        }
        return now == null ? Line.NONE : now < 0 ? unknown() : Units.count(now);
    }

    String lostText() {
        if (!compared) {
            return "";
        }
        if (now != null && now < 0) {
            return unknown();
        }
        return lost() == 0 ? Messages.text("backups.lost.none") : Units.count(lost());
    }

    private static String unknown() {
        return Messages.text("backups.unknown");
    }
}
