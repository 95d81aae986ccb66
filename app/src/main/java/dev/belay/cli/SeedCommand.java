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
        Seeded result = done.result();
        if (call.out().json()) {
            call.out().document(json(target, done));
            return;
        }
        result.sets().forEach((set, count) -> tell(call.out(), set, count));
        result.rows()
                .forEach(
                        (table, rows) ->
                                call.out()
                                        .line(
                                                Style.MUTED,
                                                Messages.text(
                                                        "cli.seed.rows",
                                                        table,
                                                        rows.before(),
                                                        rows.after())));
        result.skipped()
                .forEach(
                        set ->
                                call.out()
                                        .line(
                                                Style.MUTED,
                                                Messages.text(
                                                        "seed.skipped",
                                                        set,
                                                        target.environment().id())));
        if (result.note() != null) {
            call.out().line(result.note());
        }
        call.out()
                .line(
                        done.did()
                                ? Messages.text(
                                        "cli.seed.done",
                                        Call.name(target),
                                        Units.duration(done.took()))
                                : Messages.text("cli.seed.nothing", Call.name(target)));
    }

    private static void tell(Output out, String set, SeedCount count) {
        out.line(
                Messages.text(
                        "cli.seed.set", set, count.inserted(), count.updated(), count.unchanged()));
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
