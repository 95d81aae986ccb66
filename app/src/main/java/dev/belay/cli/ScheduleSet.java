package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.schedule.Timetable;
import dev.belay.target.BackupRules;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.ZoneId;

/** {@code belay schedule set}: changes the rules of a saved target's backups. */
@Command(name = "set")
final class ScheduleSet implements Action {
    @Parameters(paramLabel = "CRON", arity = "0..1")
    @Nullable String cron;

    @Mixin KeepOptions keep = new KeepOptions();

    @Option(names = "--prove-on", paramLabel = "TARGET")
    @Nullable String proveOn;

    @Option(names = "--prove-here", negatable = true)
    @Nullable Boolean proveHere;

    @Option(names = "--prove-limit", paramLabel = "BYTES")
    @Nullable Long proveLimit;

    @Override
    public ExitCode run(Call call) {
        Target target = saved(call);
        BackupRules rules = target.backupRules();
        if (cron != null) {
            Timetable table = Timetable.of(cron, ZoneId.systemDefault());
            if (table.next(Instant.now(), 1).isEmpty()) {
                throw Problem.of("schedule.never", "", ExitCode.USAGE, cron).asException();
            }
            rules = rules.withSchedule(cron);
        }
        if (proveOn != null) {
            call.parts().targets().get(proveOn);
        }
        rules =
                rules.withKeeping(keep.over(rules.keeping()))
                        .withProving(
                                proveOn == null ? rules.proveOn() : proveOn,
                                proveHere == null ? rules.proveHere() : proveHere,
                                proveLimit == null ? rules.proveLimit() : proveLimit);
        Target changed = call.parts().targets().save(target.name(), target.withBackupRules(rules));
        ScheduleShow.tell(call, changed);
        return ExitCode.DONE;
    }

    /** As its profile stands, without what the call's options add. */
    static Target saved(Call call) {
        Target named = call.target();
        if (named.version() == 0) {
            throw Problem.of("cli.schedule.unsaved", named.known(), ExitCode.USAGE).asException();
        }
        return call.parts().targets().get(named.name());
    }
}
