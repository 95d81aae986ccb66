package dev.belay.cli;

import dev.belay.backup.Opening;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Backup;
import dev.belay.operation.Outcome;
import dev.belay.operation.Proved;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

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

    @Mixin ProveOptions where = new ProveOptions();

    private ExitCode proven = ExitCode.DONE;

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Backup backup = new Backup(target, call.parts().histories(), call.parts().archive());
        Target on = where.server(call);
        ExitCode exit =
                new Change(call, change.options())
                        .run(target, backup, Duration.ZERO, done -> tell(call, target, on, done));
        return exit == ExitCode.DONE ? proven : exit;
    }

    private void tell(Call call, Target target, @Nullable Target on, Outcome.Done<Stored> done) {
        Stored stored = done.result();
        if (!call.out().json()) {
            done.told().forEach(call.out()::line);
            call.out()
                    .line(
                            Messages.text(
                                    "cli.backup.done",
                                    Call.name(target),
                                    stored.id(),
                                    Units.duration(done.took())));
        }
        if (noProve) {
            if (call.out().json()) {
                document(call, target, BackupsCommand.json(stored).put("reason", "--no-prove"));
            }
            return;
        }
        ProofRun run = new ProofRun(call, target);
        Proved proved = run.run(stored, on, Opening.NONE);
        proven = ProofRun.exit(proved);
        if (call.out().json()) {
            document(call, target, ProofRun.json(proved));
        } else {
            run.tell(proved);
        }
    }

    private static void document(Call call, Target target, Json document) {
        call.out().document(document.put("target", Call.name(target)));
    }
}
