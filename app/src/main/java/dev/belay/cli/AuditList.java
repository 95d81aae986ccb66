package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.operation.AuditEntry;

import picocli.CommandLine.Command;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code belay audit list}: who changed what, newest first. */
@Command(name = "list")
final class AuditList implements Action {
    @Override
    public ExitCode run(Call call) {
        List<AuditEntry> entries = call.parts().audit().list();
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put(
                                            "entries",
                                            entries.stream().map(AuditList::json).toList()));
            return ExitCode.DONE;
        }
        Table table = new Table();
        table.head(Messages.text("cli.audit.columns").split("\\|"));
        for (AuditEntry e : entries) {
            table.row(
                    Table.Cell.of(Long.toString(e.number())),
                    Table.Cell.of(e.at().truncatedTo(ChronoUnit.SECONDS).toString()),
                    Table.Cell.of(e.user() + "@" + e.host()),
                    Table.Cell.of(e.operation()),
                    new Table.Cell(e.event(), style(e.event())),
                    Table.Cell.of(e.place()),
                    Table.Cell.of(e.outcome()));
        }
        if (entries.isEmpty()) {
            call.out().line(Messages.text("cli.audit.none"));
        } else {
            call.out().table(table);
        }
        return ExitCode.DONE;
    }

    private static Style style(String event) {
        return switch (event) {
            case "done" -> Style.GOOD;
            case "failed", "in doubt" -> Style.BAD;
            case "refused", "cancelled", "interrupted" -> Style.WARN;
            default -> Style.PLAIN;
        };
    }

    static Json json(AuditEntry e) {
        return Json.object()
                .put("number", e.number())
                .put("at", e.at())
                .put("user", e.user())
                .put("host", e.host())
                .put("operation", e.operation())
                .put("operationId", e.operationId())
                .put("event", e.event())
                .put("target", e.target())
                .put("place", e.place())
                .put("environment", e.environment())
                .put("fingerprint", e.fingerprint())
                .put("plan", e.plan().lines().toList())
                .put("approval", e.approval())
                .put("outcome", e.outcome())
                .put("previous", e.previous())
                .put("hash", e.hash());
    }
}
