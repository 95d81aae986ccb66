package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Outcome;
import dev.belay.operation.Seed;
import dev.belay.operation.Seeded;
import dev.belay.seed.SeedCount;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code belay seed}: brings the rows of seed sets in. */
@Command(name = "seed")
final class SeedCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "SET…", arity = "0..*")
    List<String> sets = new ArrayList<>();

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Change way = new Change(call, change);
        Seed seed = new Seed(target, way.safeguard(), sets);
        return way.run(target, seed, Duration.ZERO, done -> tell(call, target, done));
    }

    private static void tell(Call call, Target target, Outcome.Done<Seeded> done) {
        if (call.out().json()) {
            call.out().document(json(target, done));
            return;
        }
        done.told().forEach(call.out()::line);
        call.out().line(headline(Call.name(target), done));
    }

    private static String headline(String target, Outcome.Done<Seeded> done) {
        if (done.did()) {
            return Messages.text("cli.seed.done", target, Units.duration(done.took()));
        }
        return Messages.text(
                done.result().note() == null ? "cli.seed.nothing" : "cli.seed.none", target);
    }

    private static Json json(Target target, Outcome.Done<Seeded> done) {
        Json sets = Json.object();
        done.result().sets().forEach((set, count) -> sets.put(set, json(count)));
        Json rows = Json.object();
        done.result()
                .rows()
                .forEach(
                        (table, n) ->
                                rows.put(
                                        table,
                                        Json.object()
                                                .put("before", n.before())
                                                .put("after", n.after())));
        return Change.closed(
                Json.object()
                        .put("target", Call.name(target))
                        .put("sets", sets)
                        .put("rows", rows)
                        .put("skipped", done.result().skipped()),
                done);
    }

    static Json json(SeedCount count) {
        return Json.object()
                .put("inserted", count.inserted())
                .put("updated", count.updated())
                .put("unchanged", count.unchanged());
    }
}
