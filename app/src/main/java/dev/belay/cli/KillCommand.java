package dev.belay.cli;

import dev.belay.activity.Micros;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Kill;
import dev.belay.operation.Killed;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code belay kill}: cancels what one session does, or ends it. */
@Command(name = "kill")
final class KillCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "PID", arity = "1")
    int pid;

    @Option(names = "--started", paramLabel = "BACKENDSTART", required = true)
    String started = "";

    @Option(names = "--xact", paramLabel = "XACTSTART")
    @Nullable String transaction;

    @Option(names = "--terminate")
    boolean terminate;

    @Override
    public ExitCode run(Call call) {
        Victims victims = new Victims(List.of(victim()), terminate);
        Target target = call.target();
        Kill kill = new Kill(target, victims);
        Change way = new Change(call, change).failing(document -> put(document, kill));
        return way.run(
                target,
                kill,
                Duration.ZERO,
                done -> {
                    if (call.out().json()) {
                        Json document = Json.object().put("target", Call.name(target));
                        put(document, kill);
                        call.out().document(document.put("durationMs", done.took()));
                    } else {
                        done.told()
                                .forEach(
                                        t ->
                                                call.out()
                                                        .line(
                                                                Messages.text(
                                                                        "cli.told",
                                                                        Call.name(target),
                                                                        t)));
                    }
                });
    }

    private Victim victim() {
        if (pid <= 0) {
            throw usage("cli.kill.pid", Integer.toString(pid));
        }
        if (transaction == null && !terminate) {
            throw usage("cli.kill.which", Integer.toString(pid));
        }
        return new Victim(
                pid,
                moment("--started", started),
                transaction == null ? null : moment("--xact", transaction));
    }

    private static Instant moment(String option, String text) {
        return Micros.read(text).orElseThrow(() -> usage("cli.kill.moment", option, text));
    }

    private static RuntimeException usage(String key, String... arguments) {
        return Problem.of(key, "", ExitCode.USAGE, (Object[]) arguments).asException();
    }

    /** What was measured; what was not is unknown. */
    private void put(Json document, Kill kill) {
        Killed.End end = kill.result().map(k -> k.ends().getFirst()).orElse(null);
        document.put("pid", pid)
                .put("signalled", end != null)
                .put("gone", end == null ? null : end.gone())
                .put("freed", kill.result().map(Killed::freed).orElse(null));
    }
}
