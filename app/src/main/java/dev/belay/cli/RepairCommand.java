package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.operation.Outcome;
import dev.belay.operation.Repair;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code belay repair}: mends the history. */
@Command(name = "repair")
final class RepairCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Change way = new Change(call, change);
        Repair repair = new Repair(target, call.parts().histories());
        return way.run(
                target,
                repair,
                Duration.ZERO,
                done -> {
                    if (call.out().json()) {
                        call.out().document(document(target, done));
                    } else {
                        way.told(target, done);
                    }
                });
    }

    private static Json document(Target target, Outcome.Done<Map<String, List<String>>> done) {
        Json document = Json.object().put("target", Call.name(target));
        List.of("removed", "deleted", "aligned", "indexes", "missing")
                .forEach(key -> document.put(key, done.result().getOrDefault(key, List.of())));
        return document;
    }
}
