package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.message.Messages;

import java.util.List;
import java.util.function.Predicate;

/** Is the database where the migration folder says, and did everything on the way succeed? */
final class MigrationsCheck implements HealthCheck {
    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public Finding find(CheckContext context) {
        History history = context.history();
        if (history == null) {
            return Finding.unknown(Messages.text("check.migrations.unread"));
        }
        if (history.failed() > 0) {
            return Finding.fail(
                    Messages.text("check.migrations.failed", history.failed()),
                    Messages.text(
                            "check.migrations.failed_detail",
                            names(history, m -> m.state().words().startsWith("Failed"))));
        }
        if (history.mismatched() > 0) {
            return Finding.warn(
                    Messages.text("check.migrations.changed", history.mismatched()),
                    Messages.text(
                            "check.migrations.changed_detail",
                            names(
                                    history,
                                    m ->
                                            !m.repeatable()
                                                    && Boolean.FALSE.equals(m.checksumMatches()))));
        }
        String problem = history.folderProblem();
        if (problem != null) {
            return Finding.unknown(ServerWords.tame(problem));
        }
        if (history.pending() > 0) {
            return Finding.warn(
                    Messages.text("check.migrations.pending", history.pending()),
                    names(history, m -> m.state() == MigrationState.PENDING));
        }
        String current = history.current();
        return current == null
                ? Finding.ok(
                        Messages.text("check.migrations.no_value"),
                        Messages.text("check.migrations.none"))
                : Finding.ok("V" + current, Messages.text("check.migrations.ok"));
    }

    /** {@code V43 add carts, V44 drop legacy}. */
    private static String names(History history, Predicate<Migration> which) {
        List<String> names =
                history.migrations().stream()
                        .filter(which)
                        .map(
                                m ->
                                        m.repeatable()
                                                ? m.description()
                                                : "V" + m.version() + " " + m.description())
                        .toList();
        return Words.list(names);
    }
}
