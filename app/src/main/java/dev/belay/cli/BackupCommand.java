package dev.belay.cli;

import dev.belay.backup.Sealing;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Backup;
import dev.belay.operation.BackupChoice;
import dev.belay.operation.Outcome;
import dev.belay.operation.Proved;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** {@code belay backup}: copies the target while it is in use. */
@Command(name = "backup")
final class BackupCommand implements Action {
    @Mixin DryRunOption change = new DryRunOption();

    @Option(names = "--encrypt", paramLabel = "RECIPIENT")
    List<String> encrypt = List.of();

    @Option(names = "--passphrase-stdin")
    boolean passphraseStdin;

    @Option(names = "--jobs", paramLabel = "N")
    @Nullable Integer jobs;

    @Option(names = "--gently")
    boolean gently;

    @Option(names = "--no-prove")
    boolean noProve;

    @Mixin ProveOptions where = new ProveOptions();

    private ExitCode proven = ExitCode.DONE;

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Sealing.of(encrypt);
        BackupChoice choice =
                new BackupChoice(
                        encrypt,
                        passphraseStdin,
                        passphraseStdin && !change.dryRun ? StandardInput.passphrase() : null,
                        jobs == null ? 0 : jobs == 0 ? -1 : jobs,
                        gently);
        Backup backup =
                new Backup(target, call.parts().histories(), call.parts().archive(), choice);
        Target on = where.server(call);
        ExitCode exit =
                new Change(call, change.options())
                        .run(target, backup, Duration.ZERO, done -> tell(call, target, on, done));
        return exit == ExitCode.DONE ? proven : exit;
    }

    private void tell(Call call, Target target, @Nullable Target on, Outcome.Done<Taken> done) {
        Stored stored = done.result().stored();
        ProofRun.sweep(call, target, stored, on);
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
        Proved proved = run.run(stored, on, done.result().opening());
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
