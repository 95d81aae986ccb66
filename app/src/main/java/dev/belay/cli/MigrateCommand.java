package dev.belay.cli;

import dev.belay.history.FlywayRun;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Migrate;
import dev.belay.operation.Migrated;
import dev.belay.operation.Outcome;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;

/** {@code belay migrate}: applies what is pending. */
@Command(name = "migrate")
final class MigrateCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();
    @Mixin RehearseOptions rehearse = new RehearseOptions();

    @Option(names = "--to", paramLabel = "VERSION")
    @Nullable String to;

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Change way = new Change(call, change).rehearsed(rehearse);
        Migrate migrate = new Migrate(target, call.parts().histories(), way.safeguard(), to);
        return way.run(target, migrate, Duration.ZERO, done -> tell(call, way, target, done));
    }

    private static void tell(Call call, Change way, Target target, Outcome.Done<Migrated> done) {
        Migrated result = done.result();
        if (call.out().json()) {
            Json document =
                    Json.object()
                            .put("target", Call.name(target))
                            .put(
                                    "applied",
                                    result.applied().stream().map(MigrateCommand::json).toList())
                            .put("from", result.from())
                            .put("to", result.to());
            call.out().document(way.withRehearsal(Change.closed(document, done)));
            return;
        }
        done.told().forEach(call.out()::line);
        call.out()
                .line(
                        done.did()
                                ? Messages.text(
                                        "cli.migrate.done",
                                        Call.name(target),
                                        String.valueOf(result.to()),
                                        Units.duration(done.took()))
                                : Messages.text("cli.migrate.nothing", Call.name(target)));
    }

    private static Json json(FlywayRun.Applied each) {
        return Json.object()
                .put("version", each.version())
                .put("description", each.description())
                .put("executionMs", each.took());
    }
}
