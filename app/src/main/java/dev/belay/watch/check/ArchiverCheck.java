package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Does the write-ahead log reach its archive? */
final class ArchiverCheck implements HealthCheck {
    /** The archiver retries each minute; what fails this long does not mend itself. */
    static final Duration FAIL = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "archiver";
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("archiver")
                ? context.session().one("archiver", ArchiverCheck::judge)
                : null;
    }

    private static Finding judge(ResultSet row) throws SQLException {
        if (!row.getBoolean("archives")) {
            return Finding.ok(
                    Messages.text("check.archiver.off"),
                    Messages.text("check.archiver.off_detail"));
        }
        long failures = row.getLong("failed");
        String value = Messages.text("check.archiver.failed", failures);
        Duration archived = Words.seconds(row, "archived_ago");
        if (row.getBoolean("failing")) {
            String segment = ServerWords.tame(row.getString("last_failed_wal"));
            // Never archived: it has failed for as long as the server has counted.
            Duration broken = archived == null ? Words.seconds(row, "counted_for") : archived;
            String detail =
                    archived == null
                            ? Messages.text("check.archiver.never", segment)
                            : Messages.text(
                                    "check.archiver.failing", segment, Units.duration(archived));
            return broken != null && broken.compareTo(FAIL) > 0
                    ? Finding.fail(value, detail)
                    : Finding.warn(value, detail);
        }
        return Finding.ok(
                value,
                archived == null
                        ? Messages.text("check.archiver.waiting")
                        : Messages.text("check.archiver.last", Units.duration(archived)));
    }
}
