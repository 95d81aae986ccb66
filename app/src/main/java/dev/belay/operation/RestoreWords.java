package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.Manifest;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

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
                        manifest.takenAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        version == null
                                ? Messages.text("restore.version.unknown")
                                : version.isEmpty()
                                        ? Messages.text("restore.version.none")
                                        : Messages.text("restore.version", version),
                        rows,
                        manifest.rows().size()));
    }

    /** That it was taken elsewhere, or of another database, if it was. */
    static Optional<Finding> of(Backups backups, Target target, Manifest manifest) {
        boolean here = manifest.database().equals(target.place());
        if (here
                && !Sessions.onServer(target)
                && backups.known(target).mayBe(manifest.fingerprint(), manifest.takenAt())) {
            return Optional.empty();
        }
        if (backups.kin(target, manifest)) {
            return here
                    ? Optional.empty()
                    : Optional.of(
                            Finding.note(Messages.text("restore.note.moved", manifest.database())));
        }
        return Optional.of(
                Finding.warning(
                        here
                                ? Messages.text("restore.note.replaced", manifest.fingerprint())
                                : Messages.text(
                                        "restore.note.other",
                                        manifest.database(),
                                        target.place())));
    }
}
