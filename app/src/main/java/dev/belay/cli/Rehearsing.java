package dev.belay.cli;

import dev.belay.message.Messages;
import dev.belay.operation.Plan;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Rehearsed;
import dev.belay.operation.Stop;

/** A rehearsal as a command makes it and tells of it. */
final class Rehearsing {
    private final Call call;
    private final Rehearsal.Where where;

    Rehearsing(Call call, Rehearsal.Where where) {
        this.call = call;
        this.where = where;
    }

    /** Rehearses, and tells of it where no document does. */
    Rehearsed run(Plan plan, Stop stop) {
        Rehearsed rehearsed =
                call.parts()
                        .rehearsal()
                        .rehearse(
                                plan,
                                where,
                                (what, share) ->
                                        call.out().progress(Messages.text("cli.rehearsing", what)),
                                stop);
        if (!call.out().json()) {
            tell(call.out(), rehearsed);
        }
        return rehearsed;
    }

    private static void tell(Output out, Rehearsed rehearsed) {
        Differences.tell(out, rehearsed.differences(), "rehearsal");
        out.line(rehearsed.passed() ? Style.GOOD : Style.BAD, rehearsed.sentence());
        rehearsed.notes().forEach(note -> out.line(Style.MUTED, note));
    }

    static Json json(Rehearsed rehearsed) {
        return Json.object()
                .put("passed", rehearsed.passed())
                .put("at", rehearsed.at())
                .put("where", rehearsed.where())
                .took(rehearsed.took())
                .put("scripts", rehearsed.ran().stream().map(Rehearsing::json).toList())
                .put("back", rehearsed.back())
                .put(
                        "differences",
                        rehearsed.differences().stream().map(Differences::json).toList())
                .put("failure", rehearsed.failure() == null ? null : rehearsed.failure().why())
                .put("notes", rehearsed.notes());
    }

    private static Json json(Rehearsed.Ran ran) {
        return Json.object().put("name", ran.name()).put("executionMs", ran.took());
    }
}
