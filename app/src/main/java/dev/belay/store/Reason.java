package dev.belay.store;

import dev.belay.message.Messages;

import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/** Why the store's file or folder could not be used, as a sentence for people. */
public final class Reason {
    /** With less than this, a commit of SQLite's finds no room for its pages. */
    private static final long FULL = 1_000_000;

    private Reason() {}

    /**
     * @param place the file or the folder that was to be used
     */
    public static String of(Throwable failure, Path place) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (full(cause, place)) {
            return Messages.text("store.reason.full", place.toString());
        }
        return switch (cause) {
            case AccessDeniedException e -> named("denied", e, place);
            case NoSuchFileException e -> named("missing", e, place);
            case FileAlreadyExistsException e -> named("no-folder", e, place);
            case ReadOnlyFileSystemException e ->
                    Messages.text("store.reason.read-only", place.toString());
            case FileSystemException e when e.getReason() != null ->
                    named("other", e, place) + ": " + e.getReason();
            default -> String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        };
    }

    private static String named(String key, FileSystemException failure, Path place) {
        String file = failure.getFile() == null ? place.toString() : failure.getFile();
        return Messages.text("store.reason." + key, file);
    }

    /** Said by SQLite itself, or seen on the disk: what failed there tells of a commit alone. */
    private static boolean full(Throwable cause, Path place) {
        if (cause instanceof SQLiteException e && (e.getResultCode().code & 0xff) == 13) {
            return true;
        }
        if (cause instanceof AccessDeniedException) {
            return false;
        }
        Path there = place;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there != null && Files.getFileStore(there).getUsableSpace() < FULL;
        } catch (IOException e) {
            return false;
        }
    }
}
