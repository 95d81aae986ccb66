package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Does the server run with other settings than its files say? */
final class PendingRestartCheck implements HealthCheck {
    @Override
    public String name() {
        return "pending_restart";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        if (!context.session().can("pending-restart")) {
            return null;
        }
        List<String> settings =
                context.session().all("pending-restart", row -> row.getString("name"));
        return settings.isEmpty()
                ? Finding.ok("0", Messages.text("check.pending_restart.none"))
                : Finding.warn(
                        Units.count(settings.size()),
                        Messages.text("check.pending_restart.some", Words.list(settings)));
    }
}
