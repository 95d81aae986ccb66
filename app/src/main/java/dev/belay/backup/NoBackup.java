package dev.belay.backup;

import dev.belay.backup.Headings.Heading;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why a target has no backup of a name. */
final class NoBackup {
    private NoBackup() {}

    /**
     * By what there is instead.
     *
     * @param word the name
     * @param folder of the target's backups
     * @param others one of another database that is called so, or null
     */
    static Problem of(Target target, String word, Path folder, @Nullable Heading others) {
        if (others != null) {
            return told(
                    "backup.elsewhere", target, word, others.database(), others.file().toString());
        }
        Optional<Path> bare = bare(folder, word);
        return bare.isPresent()
                ? told(
                        "backup.bare",
                        target,
                        bare.get().toString(),
                        String.valueOf(Backups.manifest(bare.get()).getFileName()))
                : told("backup.none", target, word, folder.toString());
    }

    private static Problem told(String key, Target target, Object... arguments) {
        return Problem.of(key, target.known(), ExitCode.NOT_FOUND, arguments);
    }

    /** A file of that id that is there without its manifest. */
    private static Optional<Path> bare(Path folder, String word) {
        return Headings.listed(folder).stream()
                .filter(f -> String.valueOf(f.getFileName()).contains("_backup_" + word + "."))
                .filter(f -> !f.toString().endsWith(Place.MANIFEST))
                .filter(f -> Files.notExists(Backups.manifest(f)))
                .findFirst();
    }
}
