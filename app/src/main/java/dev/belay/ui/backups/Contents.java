package dev.belay.ui.backups;

import dev.belay.backup.Archive;
import dev.belay.backup.Others;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a target, as it was read.
 *
 * @param folder where backups of the target stand; it need not be there
 * @param kept backups and safety copies, newest first
 * @param others what is kept there of other databases; empty where something is kept of this one
 * @param failed backups of the last weeks that failed, oldest first
 * @param free bytes free where the next one goes, or -1 where nobody can tell
 * @param untold why it is not known which backups failed, or null
 * @param at when it was read
 */
record Contents(
        Path folder,
        List<Stored> kept,
        List<Others> others,
        List<Run> failed,
        long free,
        @Nullable Problem untold,
        Instant at) {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

    /** Failures before are of no use to anyone who looks at what there is. */
    private static final Duration FAILURES = Duration.ofDays(30);

    Contents {
        kept = List.copyOf(kept);
        others = List.copyOf(others);
        failed = List.copyOf(failed);
    }

    /**
     * Reads the folder and the store; blocks.
     *
     * @throws BelayException if there is a folder and it cannot be listed
     */
    static Contents read(Archive archive, Target target, Instant now) {
        Path folder = archive.backups().folder(target);
        listed(folder, target);
        List<Run> failed = List.of();
        Problem untold = null;
        try {
            failed =
                    archive.runs().of(target, now.minus(FAILURES)).stream()
                            .filter(run -> run.result() == Run.Result.FAILED)
                            .toList();
        } catch (BelayException e) {
            untold = e.problem();
        }
        List<Stored> kept = archive.backups().all(target);
        return new Contents(
                folder,
                kept,
                kept.isEmpty() ? archive.backups().others(target) : List.of(),
                failed,
                free(archive, target),
                untold,
                now);
    }

    /** A catalogue that cannot be read is not one that is empty. */
    private static void listed(Path folder, Target target) {
        if (Files.notExists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            LOG.trace("{} can be listed", files);
        } catch (IOException e) {
            throw Problem.of(
                            "backups.unreadable",
                            target.name(),
                            ExitCode.FAILED,
                            folder.toString(),
                            e.getClass().getSimpleName())
                    .asException(e);
        }
    }

    private static long free(Archive archive, Target target) {
        try {
            return archive.copies().free(target);
        } catch (IOException e) {
            return -1;
        }
    }
}
