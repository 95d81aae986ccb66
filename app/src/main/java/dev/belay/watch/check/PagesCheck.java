package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How many pages has a file, and how many of them hold nothing? */
final class PagesCheck implements HealthCheck {
    @Override
    public String name() {
        return "pages";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public @Nullable Finding find(CheckContext context) throws SQLException {
        return context.session().can("pages")
                ? context.session().one("pages", PagesCheck::tell)
                : null;
    }

    private static Finding tell(ResultSet row) throws SQLException {
        long pages = row.getLong("pages");
        long free = row.getLong("free");
        return Finding.ok(
                Units.count(pages),
                Messages.text(
                        "check.pages.of",
                        Units.count(row.getLong("page_size")),
                        Units.count(free),
                        Words.percent(pages == 0 ? 0 : (double) free / pages)));
    }
}
