package dev.belay.ui.backups;

import dev.belay.backup.Manifest;
import dev.belay.backup.Proof;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.ui.kit.Times;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of a line, a word and a value each.
 *
 * @param word at the left
 * @param value in one line
 * @param code true if the value is no sentence
 * @param copy what goes to the clipboard, empty if nobody would want it there
 */
record Facts(String word, String value, boolean code, String copy) {
    private static final int SHORT = 12;

    static List<Facts> of(Line line) {
        return switch (line) {
            case Line.Kept kept -> of(kept.stored(), kept.smaller());
            case Line.Failed failed -> of(failed.run(), failed.reason());
        };
    }

    private static List<Facts> of(Stored stored, int smaller) {
        Manifest manifest = stored.manifest();
        List<Facts> all = new ArrayList<>();
        all.add(code("file", manifest.file(), stored.file().toString()));
        all.add(plain("taken", taken(manifest)));
        String size = Units.size(manifest.bytes());
        all.add(
                plain(
                        "size",
                        smaller > 0
                                ? Messages.text(
                                        "backups.size.smaller", size, Integer.toString(smaller))
                                : size));
        all.add(plain("made", made(manifest)));
        all.add(code("sha256", manifest.sha256().substring(0, SHORT) + "…", manifest.sha256()));
        all.add(
                plain(
                        "encrypted",
                        manifest.encrypted()
                                ? Messages.text(
                                        "backups.encrypted.for",
                                        String.join(", ", manifest.encryptedFor()))
                                : Messages.text("backups.encrypted.not")));
        all.add(plain("good", good(stored.proof())));
        return all;
    }

    private static String taken(Manifest manifest) {
        String at = Times.full(manifest.takenAt());
        Long took = manifest.durationMs();
        return took == null
                ? at
                : Messages.text("backups.taken.in", at, Units.duration(Duration.ofMillis(took)));
    }

    private static String made(Manifest manifest) {
        String server = Engine.valueOf(manifest.engine().toUpperCase(Locale.ROOT)).title();
        String tool = manifest.tool();
        return tool == null
                ? Messages.text("backups.made", server, manifest.serverVersion())
                : Messages.text("backups.made.by", server, manifest.serverVersion(), tool);
    }

    private static String good(@Nullable Proof proof) {
        if (proof == null) {
            return Messages.text("backups.good.verified");
        }
        return Messages.text(
                "backups.good.proven",
                Times.full(proof.provenAt()),
                Units.duration(Duration.ofMillis(proof.restoreMs())),
                proof.where());
    }

    private static List<Facts> of(Run run, String reason) {
        return List.of(
                plain("reason", reason),
                plain("began", Times.full(run.began())),
                plain("after", Units.duration(run.took())),
                plain("database", Units.size(run.sourceBytes())),
                code("operation", run.operation(), run.operation()));
    }

    private static Facts plain(String word, String value) {
        return new Facts(Messages.text("backups.fact." + word), value, false, "");
    }

    private static Facts code(String word, String value, String copy) {
        return new Facts(Messages.text("backups.fact." + word), value, true, copy);
    }
}
