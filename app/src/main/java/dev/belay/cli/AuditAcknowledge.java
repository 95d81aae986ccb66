package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditBreak;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

/**
 * {@code belay audit acknowledge}: says that the breaks of the log, and the loss of a store, are
 * known. Both the breaks and who knew of them stay in it.
 */
@Command(name = "acknowledge")
final class AuditAcknowledge implements Action {
    @Option(names = "--reason", paramLabel = "TEXT", required = true)
    String reason = "";

    @Override
    public ExitCode run(Call call) {
        if (reason.isBlank()) {
            throw Problem.of("cli.audit.reason", "", ExitCode.USAGE).asException();
        }
        Audit audit = call.parts().audit();
        List<AuditBreak> known = audit.acknowledge(reason.strip());
        List<Problem> told = call.parts().store().notices();
        told.forEach(p -> audit.acknowledge(p.line(), reason.strip()));
        call.parts().store().acknowledge();
        if (call.out().json()) {
            call.out()
                    .document(
                            AuditVerify.document(audit.verify())
                                    .put("lines", known.stream().map(AuditBreak::number).toList()));
            return ExitCode.DONE;
        }
        for (AuditBreak each : known) {
            String number = Long.toString(each.number());
            call.out().line(Messages.text("cli.audit.acknowledged", number, each.text()));
        }
        if (known.isEmpty() && told.isEmpty()) {
            call.out().line(Messages.text("cli.audit.no-break"));
        }
        return ExitCode.DONE;
    }
}
