package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.ServerWords;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a copy was not taken, in Belay's words; a full disk is named as such. */
final class Failure {
    /** Bytes without which nothing can be written. */
    private static final long LEAST = 1 << 16;

    private Failure() {}

    static BelayException of(Target target, Path folder, String words, Throwable cause) {
        if (isFull(folder, words) || saysFull(cause)) {
            return full("backup.full", target, folder, cause);
        }
        return Problem.of("backup.failed", target.name(), ExitCode.FAILED, ServerWords.tame(words))
                .asException(cause);
    }

    /** True if the words of a failure say that a disk is full, or the folder's is. */
    static boolean isFull(Path folder, String words) {
        return saysFull(words) || fullNow(folder);
    }

    private static boolean saysFull(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("is full");
    }

    /** What encrypts says itself only that it could not write, when it is closed. */
    private static boolean saysFull(@Nullable Throwable failure) {
        return failure != null
                && (saysFull(String.valueOf(failure.getMessage()))
                        || saysFull(failure.getCause())
                        || Stream.of(failure.getSuppressed()).anyMatch(Failure::saysFull));
    }

    /** The database or its copy could not be opened. */
    static BelayException of(Target target, Path folder, ConnectException cause) {
        return fullNow(folder)
                ? full("backup.full", target, folder, cause)
                : cause.failure().problem().asException(cause);
    }

    /** An engine may say of a full disk only that it could not write. */
    private static boolean fullNow(Path folder) {
        try {
            return Disk.free(folder) < LEAST;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A disk without room, and what is free on it.
     *
     * @param key of the problem
     */
    static BelayException full(String key, Target target, Path folder, Throwable cause) {
        String free;
        try {
            free = Units.size(Disk.free(folder));
        } catch (IOException e) {
            free = "?";
        }
        return Problem.of(key, target.name(), ExitCode.FAILED, folder.toString(), free)
                .asException(cause);
    }

    /** More is needed than is free; told before anything is written. */
    static BelayException tooLarge(Target target, Path folder, long needed, long free) {
        return Problem.of(
                        "backup.no-space",
                        target.name(),
                        ExitCode.FAILED,
                        Units.size(needed),
                        folder.toString(),
                        Units.size(free))
                .asException();
    }

    static BelayException unlike(Target target, String how) {
        return Problem.of("backup.unlike", target.name(), ExitCode.FAILED, how).asException();
    }

    static BelayException ended(Target target) {
        return Problem.of("backup.ended", target.name(), ExitCode.CANCELLED).asException();
    }

    /** Of a program's words: the first line says what failed, those after it what was asked. */
    static String firstError(String words) {
        return words.lines()
                .filter(line -> line.contains("error:") || line.contains("could not"))
                .findFirst()
                .orElse(words.lines().findFirst().orElse(words));
    }
}
