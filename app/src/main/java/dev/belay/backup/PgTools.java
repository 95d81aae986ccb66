package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.tool.Tools;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's programs that serve a server: pg_dump, not older than it, and the pg_restore that
 * reads what that writes.
 */
record PgTools(Tool dump, Tool restore) {

    /** Either the programs, or why there are none, in one sentence. */
    record Found(Optional<PgTools> tools, String hindrance) {}

    /**
     * @param major of the server
     */
    static Found find(Tools tools, int major) {
        List<Tool> all = tools.find(List.of(Program.PG_DUMP, Program.PG_RESTORE));
        List<Tool> dumps =
                all.stream()
                        .filter(t -> t.name().equals(Program.PG_DUMP.title()))
                        .sorted(Comparator.comparingInt(Tool::major))
                        .toList();
        if (dumps.isEmpty()) {
            return none(Messages.text("backup.pg-dump.none", Integer.toString(major)));
        }
        for (Tool dump : dumps) {
            Optional<Tool> restore =
                    all.stream()
                            .filter(t -> t.name().equals(Program.PG_RESTORE.title()))
                            .filter(t -> t.major() == dump.major())
                            .findFirst();
            if (dump.major() >= major && restore.isPresent()) {
                return new Found(Optional.of(new PgTools(dump, restore.get())), "");
            }
        }
        Tool newest = dumps.getLast();
        return newest.major() >= major
                ? none(Messages.text("backup.pg-restore.none", Integer.toString(newest.major())))
                : none(
                        Messages.text(
                                "backup.pg-dump.old",
                                newest.version() == null ? "?" : newest.version(),
                                Integer.toString(major)));
    }

    private static Found none(String why) {
        return new Found(Optional.empty(), why);
    }
}
