package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** How much write-ahead log is kept for those who may never fetch it? */
final class ReplicationSlotsCheck implements HealthCheck {
    /** Half a minute of a busy server, or a consumer that has been away. */
    static final long WARN = 1_000_000_000L;

    /** A common size of the WAL's own volume; full, the server stops. */
    static final long FAIL = 10_000_000_000L;

    @Override
    public String name() {
        return "replication_slots";
    }

    /**
     * @param retained bytes of WAL kept for it
     * @param unused how long nobody has used it, or null where someone does or the server does not
     *     tell
     */
    private record Slot(
            String name, boolean active, String wal, long retained, @Nullable Duration unused) {
        static Slot read(ResultSet row) throws SQLException {
            return new Slot(
                    ServerWords.tame(row.getString("slot")),
                    row.getBoolean("active"),
                    row.getString("wal_status"),
                    row.getLong("retained"),
                    Words.seconds(row, "unused"));
        }

        Status status() {
            if (wal.equals("lost") || retained >= FAIL) {
                return Status.FAIL;
            }
            return wal.equals("unreserved") || retained >= WARN ? Status.WARN : Status.OK;
        }

        String detail() {
            if (wal.equals("lost")) {
                return Messages.text("check.replication_slots.lost", name);
            }
            if (active) {
                return Messages.text("check.replication_slots.active", name);
            }
            return unused == null
                    ? Messages.text("check.replication_slots.inactive", name)
                    : Messages.text(
                            "check.replication_slots.inactive_for", name, Units.duration(unused));
        }
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        if (!context.session().can("replication-slots")) {
            return null;
        }
        List<Slot> slots = context.session().all("replication-slots", Slot::read);
        if (slots.isEmpty()) {
            return Finding.ok(
                    Messages.text("check.replication_slots.no_value"),
                    Messages.text("check.replication_slots.none"));
        }
        Slot worst =
                slots.stream()
                        .min(
                                Comparator.comparing(Slot::status)
                                        .thenComparing(Slot::retained, Comparator.reverseOrder()))
                        .orElseThrow();
        String detail = Messages.text("check.replication_slots.of", slots.size(), worst.detail());
        return new Finding(worst.status(), Units.size(worst.retained()), detail);
    }
}
