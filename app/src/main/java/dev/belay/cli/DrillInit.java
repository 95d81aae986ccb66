package dev.belay.cli;

import dev.belay.drill.Drilled;
import dev.belay.drill.InitDrill;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;

/** {@code belay drill init}: processes that all initialise an empty scratch database at once. */
@Command(name = "init")
final class DrillInit implements Action {
    /** More than any deploy starts on one machine. */
    private static final int MOST = 200;

    @Option(names = "--workers", paramLabel = "N")
    int workers = 8;

    @Option(names = "--scratch-on-production")
    boolean scratchOnProduction;

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        if (workers < 1 || workers > MOST) {
            throw Problem.of(
                            "cli.drill.workers",
                            "",
                            ExitCode.USAGE,
                            Integer.toString(workers),
                            Integer.toString(MOST))
                    .asException();
        }
        Target target = call.target();
        Drilled drilled = drilled(call, target);
        if (call.out().json()) {
            call.out().document(document(target, drilled));
        } else {
            drilled.rounds().forEach(round -> tell(call.out(), drilled, round));
        }
        if (drilled.passed()) {
            if (!call.out().json()) {
                call.out().line(Messages.text("cli.drill.passed", Units.duration(drilled.took())));
            }
            return ExitCode.DONE;
        }
        call.out().told(Problem.of("cli.drill", Call.name(target), ExitCode.FAILED));
        return ExitCode.FAILED;
    }

    private Drilled drilled(Call call, Target target) throws InterruptedException {
        InitDrill drill =
                new InitDrill(
                        call.parts().sessions(),
                        call.parts().histories(),
                        call.parts().belay(),
                        call.parts().surroundings(),
                        call.out()::progress);
        call.parts().closeAtEnd(drill);
        return new Connector(call)
                .ask(target, session -> drill.run(target, session, workers, scratchOnProduction));
    }

    private static Json document(Target target, Drilled drilled) {
        Json document =
                Json.object()
                        .put("target", Call.name(target))
                        .put("workers", drilled.workers())
                        .put("failures", drilled.failures())
                        .put("identical", drilled.identical())
                        .put("initialised", drilled.initialised())
                        .put("rounds", drilled.rounds().stream().map(DrillInit::json).toList());
        return closed(document, drilled.updates(), drilled.took());
    }

    private static Json json(Drilled.Round round) {
        List<Json> errors =
                round.failures().entrySet().stream()
                        .map(
                                e ->
                                        Json.object()
                                                .put("message", e.getKey())
                                                .put("count", e.getValue()))
                        .toList();
        Json document =
                Json.object()
                        .put("place", round.place())
                        .put("failures", round.failed())
                        .put("identical", round.differences().isEmpty())
                        .put("initialised", round.initialised())
                        .put("errors", errors)
                        .put("differences", round.differences());
        return closed(document, round.updates(), round.took());
    }

    private static Json closed(Json document, Drilled.@Nullable Updates updates, Duration took) {
        return document.put("writers", updates == null ? null : updates.writers())
                .put("updates", updates == null ? null : updates.made())
                .put("conflicts", updates == null ? null : updates.conflicts())
                .put("lost", updates == null ? null : updates.lost())
                .took(took);
    }

    private static void tell(Output out, Drilled drilled, Drilled.Round round) {
        int workers = drilled.workers();
        out.line(
                round.failed() == 0 && round.initialised() == 1 ? Style.PLAIN : Style.BAD,
                Messages.text(
                        "cli.drill.round",
                        round.place(),
                        Integer.toString(Math.max(0, workers - round.failed())),
                        Integer.toString(workers),
                        Integer.toString(round.initialised()),
                        Units.duration(round.took())));
        round.failures()
                .forEach(
                        (message, count) ->
                                out.line(
                                        Style.BAD,
                                        Messages.text(
                                                "cli.drill.failure",
                                                Integer.toString(count),
                                                message)));
        if (round.differences().isEmpty()) {
            out.line(Messages.text("cli.drill.identical"));
        }
        round.differences()
                .forEach(d -> out.line(Style.BAD, Messages.text("cli.drill.difference", d)));
        Drilled.Updates updates = round.updates();
        if (updates == null) {
            out.line(Style.MUTED, Messages.text("cli.drill.no-updates"));
        } else {
            out.line(
                    updates.lost() == 0 ? Style.PLAIN : Style.BAD,
                    Messages.text(
                            "cli.drill.updates",
                            Integer.toString(updates.writers()),
                            Long.toString(updates.made()),
                            Long.toString(updates.conflicts()),
                            Long.toString(updates.lost())));
        }
    }
}
