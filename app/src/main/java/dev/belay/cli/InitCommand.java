package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.operation.Init;
import dev.belay.operation.Initialised;
import dev.belay.operation.Outcome;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** {@code belay init}: brings the database to the newest version, whoever else does the same. */
@Command(name = "init")
final class InitCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Option(names = "--lock-wait", paramLabel = "DURATION")
    String lockWait = "10m";

    @Override
    public ExitCode run(Call call) {
        Duration wait = duration(lockWait);
        Target target = call.target();
        Change way = new Change(call, change);
        Init init =
                new Init(
                        target, call.parts().sessions(), call.parts().histories(), way.safeguard());
        return way.run(target, init, wait, done -> tell(call, target, done));
    }

    /** {@code 90s}, {@code 10m}, {@code 1h}, {@code 1h30m}. */
    private static Duration duration(String text) {
        try {
            Duration wait = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (!wait.isNegative()) {
                return wait;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw Problem.of("cli.lock-wait", "", ExitCode.USAGE, text).asException();
    }

    private static Json seeded(Initialised result) {
        Json sets = Json.object();
        result.seeded().forEach((set, count) -> sets.put(set, SeedCommand.json(count)));
        return sets;
    }

    private static void tell(Call call, Target target, Outcome.Done<Initialised> done) {
        Initialised result = done.result();
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put("target", Call.name(target))
                                    .put("status", result.did() ? "initialised" : "already")
                                    .put(
                                            "applied",
                                            result.applied().stream()
                                                    .map(
                                                            a ->
                                                                    a.version() == null
                                                                            ? a.description()
                                                                            : a.version())
                                                    .toList())
                                    .put("seeded", seeded(result))
                                    .put("baseline", result.baseline())
                                    .put("waitedMs", done.waited()));
            return;
        }
        call.out()
                .line(
                        result.did()
                                ? Messages.text(
                                        "cli.init.done",
                                        Call.name(target),
                                        result.applied().size(),
                                        result.seeded().values().stream()
                                                .mapToLong(c -> c.inserted() + c.updated())
                                                .sum(),
                                        Units.duration(done.took()))
                                : Messages.text("cli.init.already", Call.name(target)));
    }
}
