package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.Manifest;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.util.ArrayList;
import java.util.List;
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
                        Units.moment(manifest.takenAt()),
                        version == null
                                ? Messages.text("restore.version.unknown")
                                : version.isEmpty()
                                        ? Messages.text("restore.version.none")
                                        : Messages.text("restore.version", version),
                        rows,
                        manifest.rows().size()));
    }

    /** True if it is the target's place; who connects there does not matter. */
    private static boolean here(Target target, String place) {
        String own = target.place();
        if (!(target.address() instanceof Address.Server server) || server.user() == null) {
            return place.equals(own) || (Sessions.onServer(target) && place.endsWith("@" + own));
        }
        String bare = own.substring(server.user().length() + 1);
        return place.equals(bare) || place.endsWith("@" + bare);
    }

    /** How those who were connected left; only what there was of it. */
    static String sent(SentOut sent) {
        List<String> parts = new ArrayList<>();
        part(parts, "restore.sent.finished", sent.finished());
        part(parts, "restore.sent.idle", sent.idle());
        part(parts, "restore.sent.broken", sent.broken());
        return Messages.text("restore.told.sent", String.join(", ", parts));
    }

    private static void part(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(Messages.text(key, count));
        }
    }

    /** That it was taken elsewhere, or of another database, if it was. */
    static Optional<Finding> of(Backups backups, Target target, Manifest manifest) {
        boolean here = here(target, manifest.database());
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
