package dev.belay.operation;

import dev.belay.backup.Manifest;
import dev.belay.message.Messages;

/** What a restore's plan says of a backup. */
final class RestoreWords {
    private RestoreWords() {}

    /** When it was taken, at which version, how many rows. */
    static Finding taken(Manifest manifest) {
        long rows = manifest.rows().values().stream().mapToLong(Long::longValue).sum();
        String version = manifest.schemaVersion();
        return Finding.note(
                Messages.text(
                        "restore.note.taken",
                        manifest.takenAt().toString(),
                        version == null
                                ? Messages.text("restore.version.unknown")
                                : version.isEmpty()
                                        ? Messages.text("restore.version.none")
                                        : Messages.text("restore.version", version),
                        rows,
                        manifest.rows().size()));
    }
}
