package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Did the creation of an index fail and leave it there, to cost writes and serve nobody? */
final class InvalidIndexesCheck implements HealthCheck {
    @Override
    public String name() {
        return "invalid_indexes";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        if (!context.session().can("invalid-indexes")) {
            return null;
        }
        List<String> indexes =
                context.session().all("invalid-indexes", row -> row.getString("index"));
        return indexes.isEmpty()
                ? Finding.ok("0", Messages.text("check.invalid_indexes.none"))
                : Finding.warn(
                        Units.count(indexes.size()),
                        Messages.text("check.invalid_indexes.some", Words.list(indexes)));
    }
}
