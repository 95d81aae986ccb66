package dev.belay.watch.check;

import dev.belay.db.ServerWords;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.message.Messages;
import dev.belay.watch.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Is the database where the migration folder says, and did everything on the way succeed? */
final class MigrationsCheck implements HealthCheck {
    /**
     * One way in which history and folder do not agree.
     *
     * @param key of its words
     * @param needsFolder true if it is known only where the folder was read
     */
    private record Trouble(String key, boolean needsFolder, Predicate<Migration> which) {}

    private static final List<Trouble> TROUBLES =
            List.of(
                    new Trouble("failed", false, m -> m.state().words().startsWith("Failed")),
                    new Trouble("pending", true, m -> m.state() == MigrationState.PENDING),
                    new Trouble(
                            "changed",
                            true,
                            m -> !m.repeatable() && Boolean.FALSE.equals(m.checksumMatches())),
                    new Trouble("ignored", true, m -> m.state() == MigrationState.IGNORED),
                    new Trouble("missing", true, m -> m.state() == MigrationState.MISSING));

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
        List<String> counts = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (Trouble trouble : TROUBLES) {
            long count = history.migrations().stream().filter(trouble.which).count();
            // Without its folder every row is missing one, which says nothing of the rows.
            if (count > 0 && (history.folderKnown() || !trouble.needsFolder)) {
                counts.add(Messages.text("check.migrations." + trouble.key, count));
                details.add(
                        Messages.text(
                                "check.migrations." + trouble.key + "_detail",
                                names(history, trouble.which)));
            }
        }
        String problem = history.folderProblem();
        if (problem != null) {
            details.add(ServerWords.tame(problem));
        }
        String detail = String.join("; ", details);
        if (!counts.isEmpty()) {
            return new Finding(
                    history.failed() > 0 ? Status.FAIL : Status.WARN,
                    String.join(", ", counts),
                    detail);
        }
        if (problem != null) {
            return Finding.unknown(detail);
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
