package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What has to hold after any change. */
final class Verification {
    private Verification() {}

    /** True if the database holds no table but the history's. */
    static boolean empty(Session session, Target target) throws SQLException {
        long tables =
                session
                        .all(
                                "tables",
                                row -> row.getLong("tables"),
                                target.flyway().tableOrDefault())
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
        return tables == 0;
    }

    /** Indexes that a broken CONCURRENTLY left behind; they cost writes and serve no reader. */
    static Set<String> invalidIndexes(Session session) throws SQLException {
        return session.can("invalid-indexes")
                ? Set.copyOf(session.all("invalid-indexes", row -> row.getString("index")))
                : Set.of();
    }

    /** A sentence for each index that is invalid now and was not before. */
    static List<String> newlyInvalid(Session session, Set<String> before) throws SQLException {
        return invalidIndexes(session).stream()
                .filter(index -> !before.contains(index))
                .sorted()
                .map(index -> Messages.text("operation.verify.index", index))
                .toList();
    }
}
