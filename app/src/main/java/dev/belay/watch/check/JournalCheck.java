package dev.belay.watch.check;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;

/** How does a file keep half-done writes from harm, and who waits for whom meanwhile? */
final class JournalCheck implements HealthCheck {
    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        if (!context.session().can("journal")) {
            return null;
        }
        String mode = context.session().one("journal", row -> row.getString(1));
        return Finding.ok(
                mode,
                Messages.text(mode.equals("wal") ? "check.journal.wal" : "check.journal.rollback"));
    }
}
