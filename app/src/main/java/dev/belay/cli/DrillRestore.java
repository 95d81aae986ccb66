package dev.belay.cli;

import dev.belay.backup.Proof;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.operation.Proved;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;

/** {@code belay drill restore}: how long would it take to be back? */
@Command(name = "restore")
final class DrillRestore implements Action {
    @Mixin ProveOptions where = new ProveOptions();

    @Mixin OpeningOptions options = new OpeningOptions();

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        call.parts().restores().meet(target);
        Stored last =
                call.parts().archive().backups().current(target).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        "cli.drill.no-backup",
                                                        Call.name(target),
                                                        ExitCode.NOT_FOUND)
                                                .asException());
        Proved proved =
                new ProofRun(call, target).run(last, where.server(call), options.opening(call));
        switch (proved) {
            case Proved.No(Stored _, Problem reason, boolean _) -> throw reason.asException();
            case Proved.Yes(Stored _, Proof proof) -> tell(call, target, last, proof);
        }
        return ExitCode.DONE;
    }

    private static void tell(Call call, Target target, Stored last, Proof proof) {
        Duration took = Duration.ofMillis(proof.restoreMs());
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put("target", Call.name(target))
                                    .put("backup", last.id())
                                    .put("restoreMs", took)
                                    .put("rows", proof.rows())
                                    .put("where", proof.where())
                                    .put("provenAt", proof.provenAt()));
            return;
        }
        call.out()
                .line(Messages.text("cli.drill.restored", last.id(), proof.where(), proof.rows()));
        call.out().line(Style.STRONG, Messages.text("cli.drill.back", Units.duration(took)));
    }
}
