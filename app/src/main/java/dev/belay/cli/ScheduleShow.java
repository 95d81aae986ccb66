package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.schedule.Timetable;
import dev.belay.target.BackupRules;
import dev.belay.target.Keeping;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code belay schedule show}: the rules of a target's backups. */
@Command(name = "show")
final class ScheduleShow implements Action {
    private static final int TIMES = 3;

    @Override
    public ExitCode run(Call call) {
        tell(call, call.target());
        return ExitCode.DONE;
    }

    static void tell(Call call, Target target) {
        BackupRules rules = target.backupRules();
        String expression = rules.schedule();
        Timetable table =
                expression == null ? null : Timetable.of(expression, ZoneId.systemDefault());
        List<Instant> next = table == null ? List.of() : table.next(Instant.now(), TIMES);
        if (call.out().json()) {
            call.out()
                    .document(document(target, rules, table == null ? null : table.words(), next));
            return;
        }
        if (table == null) {
            call.out().line(Messages.text("cli.schedule.none", Call.name(target)));
        } else {
            call.out()
                    .line(
                            Messages.text(
                                    "cli.schedule.reading",
                                    Call.name(target),
                                    table.expression(),
                                    table.words(),
                                    table.zone().getId()));
            next.forEach(
                    t ->
                            call.out()
                                    .line(
                                            Messages.text(
                                                    "cli.schedule.next",
                                                    t.atZone(table.zone())
                                                            .toLocalDateTime()
                                                            .truncatedTo(ChronoUnit.MINUTES)
                                                            .toString()
                                                            .replace('T', ' '))));
        }
        Keeping keep = rules.keeping();
        call.out()
                .line(
                        Messages.text(
                                "cli.schedule.keep",
                                Integer.toString(keep.newest()),
                                keep.days(),
                                keep.weeks(),
                                keep.months()));
    }

    private static Json document(
            Target target, BackupRules rules, @Nullable String words, List<Instant> next) {
        Keeping keep = rules.keeping();
        return Json.object()
                .put("target", Call.name(target))
                .put("schedule", rules.schedule())
                .put("reading", words)
                .put("zone", ZoneId.systemDefault().getId())
                .put("next", next.stream().map(Instant::toString).toList())
                .put("proveOn", rules.proveOn())
                .put("proveHere", rules.proveHere())
                .put("proveLimitBytes", rules.proveLimit())
                .put(
                        "keep",
                        Json.object()
                                .put("newest", keep.newest())
                                .put("days", keep.days())
                                .put("weeks", keep.weeks())
                                .put("months", keep.months()));
    }
}
