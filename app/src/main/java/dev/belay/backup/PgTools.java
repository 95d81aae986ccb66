package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.tool.Child;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * PostgreSQL's programs that serve a server: pg_dump, not older than it, and the pg_restore that
 * reads what that writes.
 */
record PgTools(Tool dump, Tool restore) {
    /** From that major on an archive may be compressed by zstd, if the program was built so. */
    private static final int ZSTD = 16;

    /** Of gzip the level that costs the least time, for a tenth more bytes than the default. */
    private static final String FAST_GZIP = "1";

    private static final String FAST_ZSTD = "zstd:1";

    /** How archives are compressed: fast, and no larger than by default for that. */
    String compression() throws IOException {
        return dump.major() >= ZSTD && knowsZstd() ? FAST_ZSTD : FAST_GZIP;
    }

    /** A program that was built without refuses the option before it connects to anything. */
    private boolean knowsZstd() throws IOException {
        List<String> nowhere =
                List.of(
                        "--format=custom",
                        "--compress=" + FAST_ZSTD,
                        "--no-password",
                        "--dbname=" + "host='/nonexistent' dbname='x'");
        try (Child child = Child.start(dump.path(), nowhere)) {
            child.output(InputStream::readAllBytes);
            child.exit();
            return !child.words().toLowerCase(Locale.ROOT).contains("compress");
        }
    }

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
