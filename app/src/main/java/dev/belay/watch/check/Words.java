package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Small phrases that several checks say. */
final class Words {
    private static final int LONGEST_LIST = 3;

    private Words() {}

    /** {@code a, b, c and 4 more}. */
    static String list(List<String> names) {
        List<String> plain = names.stream().limit(LONGEST_LIST).map(ServerWords::tame).toList();
        String shown = String.join(", ", plain);
        int more = names.size() - plain.size();
        return more <= 0 ? shown : shown + " and " + Units.count(more) + " more";
    }

    /** {@code 12 %}, {@code 0.4 %}. */
    static String percent(double share) {
        double percent = share * 100;
        return percent > 0 && percent < 9.95
                ? String.format(Locale.ROOT, "%.1f %%", percent)
                : Math.round(percent) + " %";
    }

    /** A column of seconds, or null where the server does not know. */
    static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : seconds(Math.max(0, seconds));
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
