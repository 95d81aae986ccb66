package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Prospect;
import dev.belay.backup.Run;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup will need: room and a program, by the database's size and by the last one.
 *
 * @param encrypted true if it will be
 * @param free bytes where it goes; negative if nobody can tell
 * @param last that was done, or null
 */
record BackupNeeds(
        Target target,
        Prospect prospect,
        boolean encrypted,
        long free,
        String folder,
        @Nullable Run last) {
    /** An archive leaves indexes out and is compressed; of those measured none took more. */
    private static final int SHARE_OF_DATABASE = 3;

    /** In percent, what the next one may take more than the last one of as large a database. */
    private static final long GROWTH = 110;

    static BackupNeeds of(Session session, Target target, Archive archive, boolean encrypted)
            throws SQLException {
        Prospect prospect = archive.copies().prospect(session);
        long free;
        try {
            free = archive.copies().free(target);
        } catch (IOException e) {
            free = -1;
        }
        return new BackupNeeds(
                target,
                prospect,
                encrypted,
                free,
                archive.copies().folder(target).toString(),
                archive.runs().lastDone(target).orElse(null));
    }

    /** Bytes of its file, as far as that can be told. */
    long expected() {
        if (target.engine() == Engine.SQLITE) {
            return prospect.sourceBytes();
        }
        Run before = last;
        if (before == null || before.bytes() == null || before.sourceBytes() == 0) {
            return prospect.sourceBytes() / SHARE_OF_DATABASE;
        }
        double grown = prospect.sourceBytes() / (double) before.sourceBytes();
        return (long) (before.bytes() * grown);
    }

    /** Bytes of its file by what was measured; 0 if there is nothing to measure by. */
    long measured() {
        return target.engine() == Engine.SQLITE || last != null ? expected() : 0;
    }

    /** Bytes that must be free: a file of SQLite's is there once plain before it is encrypted. */
    long room() {
        if (target.engine() == Engine.SQLITE) {
            return encrypted ? expected() * 2 : expected();
        }
        return expected() / 100 * GROWTH;
    }

    List<Problem> blockers() {
        List<Problem> blockers = new ArrayList<>();
        String hindrance = prospect.hindrance();
        if (hindrance != null) {
            blockers.add(
                    Problem.of("backup.tool", target.name(), ExitCode.INCOMPATIBLE, hindrance));
        }
        if (free >= 0 && free < room()) {
            blockers.add(
                    Guards.refused(
                            "backup.no-room",
                            target,
                            Units.size(room()),
                            folder,
                            Units.size(free)));
        }
        return blockers;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.note(
                        Messages.text(
                                "backup.finding.size",
                                Units.size(prospect.sourceBytes()),
                                Units.size(room()),
                                free < 0 ? Messages.text("backup.unknown") : Units.size(free),
                                folder)));
        Run before = last;
        if (before != null) {
            findings.add(
                    Finding.note(
                            Messages.text(
                                    "backup.finding.last",
                                    String.valueOf(before.backup()),
                                    Units.duration(before.took()),
                                    Units.size(before.bytes() == null ? 0 : before.bytes()))));
        }
        return findings;
    }
}
