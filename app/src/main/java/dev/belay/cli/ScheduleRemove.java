package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.target.Target;

import picocli.CommandLine.Command;

/** {@code belay schedule remove}: backups are taken by hand, or by cron, alone. */
@Command(name = "remove")
final class ScheduleRemove implements Action {
    @Override
    public ExitCode run(Call call) {
        Target target = ScheduleSet.saved(call);
        Target changed = target.withBackupRules(target.backupRules().withSchedule(null));
        ScheduleShow.tell(call, call.parts().targets().save(target.name(), changed));
        return ExitCode.DONE;
    }
}
