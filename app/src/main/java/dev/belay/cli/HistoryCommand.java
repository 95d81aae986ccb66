package dev.belay.cli;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;

import java.time.Instant;

/** {@code belay history}: what was deployed on the target, and what waits. */
@Command(name = "history")
final class HistoryCommand implements Action {
    private static final String NONE = "–";

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.target();
        new Crashes(call).tellOpen(target);
        History history =
                new Connector(call)
                        .ask(target, session -> call.parts().histories().read(session, target));
        if (call.out().json()) {
            call.out().document(document(target, history));
        } else {
            text(call.out(), target, history);
        }
        return ExitCode.DONE;
    }

    private static Json document(Target target, History history) {
        return Json.object()
                .put("target", Call.name(target))
                .put(
                        "migrations",
                        history.migrations().stream().map(HistoryCommand::migration).toList())
                .put("current", history.current())
                .put("pending", history.folderKnown() ? history.pending() : null)
                .put("failed", history.failed())
                .put("table", history.table())
                .put("folderProblem", history.folderProblem())
                .put("notes", history.notes());
    }

    private static Json migration(Migration m) {
        return Json.object()
                .put("version", m.version())
                .put("description", m.description())
                .put("type", m.type())
                .put("script", m.script())
                .put("state", m.state().words())
                .put("installedOn", m.installedOn())
                .put("installedBy", m.installedBy())
                .put("executionMs", m.executionTime())
                .put("undoable", m.undoable())
                .put("checksumMatches", m.checksumMatches());
    }

    private static void text(Output out, Target target, History history) {
        Table table = new Table(5);
        table.head(Messages.text("cli.history.columns").split("\\|"));
        for (Migration m : history.migrations()) {
            table.row(
                    new Table.Cell(state(m), style(m)),
                    new Table.Cell(m.version() == null ? NONE : m.version(), Style.STRONG),
                    Table.Cell.of(m.description()),
                    Table.Cell.of(time(m.installedOn())),
                    Table.Cell.of(by(m)),
                    Table.Cell.of(
                            m.executionTime() == null ? NONE : Units.duration(m.executionTime())),
                    Table.Cell.of(m.undoable() ? Messages.text("cli.history.undo") : NONE),
                    Table.Cell.of(m.script()));
        }
        if (!history.migrations().isEmpty()) {
            out.table(table);
        }
        out.line(summary(target, history));
        history.notes().forEach(note -> out.line(Style.MUTED, note));
    }

    private static String summary(Target target, History history) {
        String current = history.current() == null ? NONE : history.current();
        String name = Call.name(target);
        String problem = history.folderProblem();
        String table =
                history.table() == null ? Messages.text("cli.history.no-table") : history.table();
        return problem == null
                ? Messages.text(
                        "cli.history.summary",
                        name,
                        current,
                        Units.count(history.pending()),
                        Units.count(history.failed()),
                        table)
                : Messages.text(
                        "cli.history.unknown",
                        name,
                        current,
                        Units.count(history.failed()),
                        table,
                        problem);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? NONE : Units.moment(time);
    }

    /** SQLite has no users, and Flyway writes an empty one there. */
    private static String by(Migration m) {
        return m.installedBy() == null || m.installedBy().isBlank() ? NONE : m.installedBy();
    }

    /** Flyway's word, and that the script is another one now. */
    private static String state(Migration m) {
        return changed(m)
                ? Messages.text("cli.history.changed", m.state().words())
                : m.state().words();
    }

    private static boolean changed(Migration m) {
        return !m.repeatable() && Boolean.FALSE.equals(m.checksumMatches());
    }

    private static Style style(Migration migration) {
        if (changed(migration) && migration.state() == MigrationState.SUCCESS) {
            return Style.WARN;
        }
        return switch (migration.state()) {
            case SUCCESS, BASELINE -> Style.GOOD;
            case FAILED, FAILED_MISSING, FAILED_FUTURE -> Style.BAD;
            case PENDING, OUT_OF_ORDER, OUTDATED, MISSING, FUTURE -> Style.WARN;
            default -> Style.MUTED;
        };
    }
}
