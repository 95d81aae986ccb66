package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.operation.Outcome;
import dev.belay.operation.Prune;
import dev.belay.operation.Pruned;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Clock;
import java.time.Duration;

/** {@code belay backups prune}: takes away what need not be kept any longer. */
@Command(name = "prune")
final class BackupsPrune implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Mixin KeepOptions keep = new KeepOptions();

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Prune prune =
                new Prune(
                        target,
                        call.parts().archive().backups(),
                        call.parts().restores().lineage(),
                        keep.over(target.backupRules().keeping()),
                        Clock.systemUTC());
        return new Change(call, change)
                .run(target, prune, Duration.ZERO, done -> tell(call, target, done));
    }

    private static void tell(Call call, Target target, Outcome.Done<Pruned> done) {
        Pruned pruned = done.result();
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put("target", Call.name(target))
                                    .put("pruned", pruned.backups())
                                    .put("bytes", pruned.bytes())
                                    .put("databases", pruned.databases())
                                    .took(done.took()));
        } else if (done.told().isEmpty()) {
            call.out().line(Messages.text("cli.prune.nothing", Call.name(target)));
        } else {
            done.told().forEach(call.out()::line);
        }
    }
}
