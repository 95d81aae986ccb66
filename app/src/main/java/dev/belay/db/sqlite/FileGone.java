package dev.belay.db.sqlite;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** The file at the target's path is not the one that was opened, or there is none any more. */
final class FileGone extends SQLException {
    private static final long serialVersionUID = 1L;

    FileGone(@Nullable Throwable cause) {
        super("the file was removed or replaced", "08003", cause);
    }
}
