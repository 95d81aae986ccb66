package dev.belay.cli;

import dev.belay.backup.Backups;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Proved;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** {@code belay backups prove}: restores one into scratch and counts its rows. */
@Command(name = "prove")
final class BackupsProve implements Action {
    @Parameters(paramLabel = "ID")
    String id = "";

    @Mixin ProveOptions where = new ProveOptions();

    @Mixin OpeningOptions options = new OpeningOptions();

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Path file = BackupsCommand.file(call, target, id);
        Stored stored =
                Backups.at(file)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        "cli.prove.stranger",
                                                        Call.name(target),
                                                        ExitCode.NOT_FOUND,
                                                        file.toString())
                                                .asException());
        ProofRun run = new ProofRun(call, target);
        Proved proved = run.run(stored, where.server(call), options.opening(call));
        if (call.out().json()) {
            call.out().document(ProofRun.json(proved).put("target", Call.name(target)));
        } else if (proved instanceof Proved.Yes) {
            run.tell(proved);
        }
        if (proved instanceof Proved.No no) {
            call.out().told(no.reason());
            return no.reason().exit();
        }
        return ExitCode.DONE;
    }
}
