package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditBreak;

import picocli.CommandLine.Command;

/** {@code belay audit verify}: is every line of the operations log as it was written? */
@Command(name = "verify")
final class AuditVerify implements Action {
    @Override
    public ExitCode run(Call call) {
        Audit.Verdict verdict = call.parts().audit().verify();
        if (call.out().json()) {
            call.out().document(document(verdict));
        } else {
            verdict.faults().forEach(f -> call.out().line(Style.BAD, f));
            verdict.known().forEach(b -> call.out().line(Style.WARN, b.sentence()));
            call.out()
                    .line(
                            verdict.intact() ? Style.GOOD : Style.BAD,
                            Messages.text(
                                    verdict.intact() ? "cli.audit.intact" : "cli.audit.broken",
                                    verdict.entries(),
                                    verdict.head()));
        }
        if (!verdict.open().isEmpty() && !call.out().json()) {
            call.out().line(Style.MUTED, Messages.text("cli.audit.broken.next"));
        }
        return verdict.intact() ? ExitCode.DONE : ExitCode.FAILED;
    }

    static Json document(Audit.Verdict verdict) {
        return Json.object()
                .put("entries", verdict.entries())
                .put("intact", verdict.intact())
                .put("head", verdict.head())
                .put("faults", verdict.faults())
                .put("acknowledged", verdict.known().stream().map(AuditBreak::sentence).toList());
    }
}
