package dev.belay.ui.migrations;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.message.Messages;
import dev.belay.operation.Request;
import dev.belay.ui.migrations.MigrationsModel.Line;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A change that the page offers; its plan is shown first.
 *
 * @param title a verb with its object: {@code Roll back to V6…}
 * @param whyOff the reason why it makes no sense now, empty if it does
 */
record Offer(String title, String keys, Request request, String whyOff) {

    /** All of them, for a history and the line chosen in it; the first two are the usual ones. */
    static List<Offer> of(@Nullable History history, @Nullable Line chosen) {
        return List.of(
                migrate(history, chosen),
                rollback(history, chosen),
                // A database file that is not there yet has no history to be read.
                new Offer(
                        text("init"),
                        "I",
                        Request.of("init"),
                        history == null ? "" : folder(history)),
                new Offer(text("seed"), "", Request.of("seed"), ""),
                new Offer(text("repair"), "", Request.of("repair"), table(history)),
                baseline(history, chosen));
    }

    private static Offer migrate(@Nullable History history, @Nullable Line chosen) {
        String off = folder(history);
        if (off.isEmpty() && history != null && history.pending() == 0) {
            off = text("migrate.off");
        }
        String version = pending(chosen) ? version(chosen) : null;
        return version == null
                ? new Offer(text("migrate"), "M", Request.of("migrate"), off)
                : new Offer(
                        text("migrate.to", version),
                        "M",
                        Request.of("migrate", "to", version),
                        off);
    }

    /** To the chosen version, or to the one before it where that is the newest. */
    private static Offer rollback(@Nullable History history, @Nullable Line chosen) {
        List<String> applied = history == null ? List.of() : applied(history);
        if (applied.isEmpty()) {
            String off = history == null ? text("unread") : text("rollback.off");
            return new Offer(text("rollback"), "R", Request.of("rollback", "to", "0"), off);
        }
        int at = chosen == null ? -1 : applied.indexOf(version(chosen));
        int newest = applied.size() - 1;
        int to = at < 0 || at == newest ? newest - 1 : at;
        return to < 0
                ? new Offer(text("rollback.all"), "R", Request.of("rollback", "to", "0"), "")
                : new Offer(
                        text("rollback.to", applied.get(to)),
                        "R",
                        Request.of("rollback", "to", applied.get(to)),
                        "");
    }

    private static Offer baseline(@Nullable History history, @Nullable Line chosen) {
        String version = pending(chosen) ? version(chosen) : null;
        if (history == null || history.table() != null || version == null) {
            String off = text(history == null ? "unread" : "baseline.off");
            return new Offer(text("baseline"), "", Request.of("baseline"), off);
        }
        Request request = Request.of("baseline", "at", version);
        return new Offer(text("baseline.at", version), "", request, "");
    }

    private static List<String> applied(History history) {
        return history.migrations().stream()
                .filter(m -> m.installedRank() != null)
                .filter(
                        m ->
                                switch (Standing.of(m)) {
                                    case APPLIED, CHANGED -> true;
                                    default -> false;
                                })
                .map(Migration::version)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static String folder(@Nullable History history) {
        if (history == null) {
            return text("unread");
        }
        String problem = history.folderProblem();
        return problem == null ? "" : problem;
    }

    private static String table(@Nullable History history) {
        if (history == null) {
            return text("unread");
        }
        return history.table() == null ? text("repair.off") : "";
    }

    private static boolean pending(@Nullable Line line) {
        return line != null && line.standing() == Standing.PENDING;
    }

    private static @Nullable String version(@Nullable Line line) {
        return line == null ? null : line.migration().version();
    }

    private static String text(String key, Object... arguments) {
        return Messages.text("migrations.way." + key, arguments);
    }
}
