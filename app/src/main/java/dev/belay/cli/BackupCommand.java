package dev.belay.cli;

import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Backup;
import dev.belay.operation.Outcome;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;

/** {@code belay backup}: copies the target while it is in use. */
@Command(name = "backup")
final class BackupCommand implements Action {
    @Mixin DryRunOption change = new DryRunOption();

    @Option(names = "--no-prove")
    boolean noProve;

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Backup backup = new Backup(target, call.parts().histories(), call.parts().archive());
        return new Change(call, change.options())
                .run(target, backup, Duration.ZERO, done -> tell(call, target, done));
    }

    private void tell(Call call, Target target, Outcome.Done<Stored> done) {
        Stored stored = done.result();
        if (call.out().json()) {
            call.out()
                    .document(
                            BackupsCommand.json(stored)
                                    .put("target", Call.name(target))
                                    .put("reason", noProve ? "--no-prove" : null));
            return;
        }
        done.told().forEach(call.out()::line);
        call.out()
                .line(
                        Messages.text(
                                "cli.backup.done",
                                Call.name(target),
                                stored.id(),
                                Units.duration(done.took())));
    }
}
