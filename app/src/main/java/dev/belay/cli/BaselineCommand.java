package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.operation.Baseline;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;

/** {@code belay baseline}: begins the history of a database that has tables already. */
@Command(name = "baseline")
final class BaselineCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Option(names = "--at", paramLabel = "VERSION", required = true)
    String at = "";

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Change way = new Change(call, change);
        Baseline baseline = new Baseline(target, call.parts().histories(), at);
        return way.run(
                target,
                baseline,
                Duration.ZERO,
                done -> {
                    if (call.out().json()) {
                        call.out()
                                .document(
                                        Json.object()
                                                .put("target", Call.name(target))
                                                .put("at", done.result()));
                    } else {
                        way.told(target, done);
                    }
                });
    }
}
