package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Outcome;
import dev.belay.operation.Rollback;
import dev.belay.operation.RolledBack;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;

/** {@code belay rollback}: undoes every version above one. */
@Command(name = "rollback")
final class RollbackCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();
    @Mixin RehearseOptions rehearse = new RehearseOptions();

    @Option(names = "--to", paramLabel = "VERSION", required = true)
    String to = "";

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Change way = new Change(call, change).rehearsed(rehearse);
        Rollback rollback = new Rollback(target, call.parts().histories(), way.safeguard(), to);
        return way.run(target, rollback, Duration.ZERO, done -> tell(call, way, rollback, done));
    }

    private static void tell(
            Call call, Change way, Rollback rollback, Outcome.Done<RolledBack> done) {
        RolledBack result = done.result();
        Target target = rollback.target();
        if (call.out().json()) {
            Json document =
                    Json.object()
                            .put("target", Call.name(target))
                            .put(
                                    "undone",
                                    result.undone().stream().map(RollbackCommand::json).toList())
                            .put("from", result.from())
                            .put("to", result.to())
                            .put("repeated", result.again())
                            .put("left", result.left())
                            .put("warnings", rollback.forgotten());
            call.out().document(way.withRehearsal(Change.closed(document, done)));
            return;
        }
        done.told().forEach(call.out()::line);
        if (done.safetyCopy() != null) {
            call.out().line(Messages.text("cli.rollback.copy", done.safetyCopy().toString()));
        }
        String at = result.to() == null ? Messages.text("cli.rollback.empty") : result.to();
        call.out()
                .line(
                        done.did()
                                ? Messages.text(
                                        "cli.rollback.done",
                                        Call.name(target),
                                        at,
                                        Units.duration(done.took()))
                                : Messages.text("cli.rollback.nothing", Call.name(target)));
    }

    private static Json json(RolledBack.Undone each) {
        return Json.object()
                .put("version", each.version())
                .put("description", each.description())
                .put("executionMs", each.took());
    }
}
