package dev.belay.cli;

import dev.belay.backup.Backups;
import dev.belay.backup.Manifest;
import dev.belay.backup.Others;
import dev.belay.backup.Proof;
import dev.belay.backup.Stored;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.KeptDatabase;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** {@code belay backups}: the catalogue of a target. */
@Command(
        name = "backups",
        subcommands = {
            BackupsVerify.class,
            BackupsProve.class,
            BackupsPrune.class,
            BackupsCheck.class
        })
final class BackupsCommand implements Action {
    private static final String NONE = "–";
    private static final int OTHERS = 9;

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        call.parts().restores().meet(target);
        List<Stored> all = call.parts().archive().backups().all(target);
        if (call.out().json()) {
            call.out().document(Json.array(all.stream().map(BackupsCommand::json).toList()));
        } else if (all.isEmpty()) {
            none(call, target);
        } else {
            call.out().table(table(all));
        }
        if (!call.out().json()) {
            kept(call, target);
        }
        return ExitCode.DONE;
    }

    /** What restores put aside stands on the server, which need not answer to list files. */
    private static void kept(Call call, Target target) {
        try {
            call.parts().restores().kept(target).stream()
                    .map(KeptDatabase::sentence)
                    .forEach(call.out()::line);
        } catch (BelayException e) {
            call.out().line(Messages.text("kept.unknown", e.problem().why()));
        }
    }

    /** Where a file was moved to another disk, or copied, its backups are among the others. */
    private static void none(Call call, Target target) {
        Backups backups = call.parts().archive().backups();
        call.out()
                .line(
                        Messages.text(
                                "cli.backups.none",
                                Call.name(target),
                                backups.folder(target).toString()));
        List<Others> others = backups.others(target);
        if (!others.isEmpty()) {
            call.out().line(Messages.text("cli.backups.others"));
        }
        others.stream().limit(OTHERS).map(BackupsCommand::words).forEach(call.out()::line);
    }

    private static String words(Others others) {
        return Messages.text(
                "cli.backups.other", others.count(), others.database(), others.newest().toString());
    }

    private static Table table(List<Stored> all) {
        Table table = new Table(3);
        table.head(Messages.text("cli.backups.columns").split("\\|"));
        for (Stored each : all) {
            Manifest manifest = each.manifest();
            table.row(
                    new Table.Cell(each.id(), Style.STRONG),
                    Table.Cell.of(Units.moment(manifest.takenAt())),
                    Table.Cell.of(Units.size(manifest.bytes())),
                    new Table.Cell(
                            Messages.text("cli.backups.badge." + each.badge().id()),
                            each.badge() == Stored.Badge.PROVEN ? Style.GOOD : Style.PLAIN),
                    Table.Cell.of(Objects.requireNonNullElse(version(manifest), NONE)),
                    Table.Cell.of(
                            manifest.before() == null
                                    ? NONE
                                    : Messages.text("cli.backups.before", manifest.before())),
                    Table.Cell.of(each.file().toString()));
        }
        return table;
    }

    /** Null if it has none, or nobody looked. */
    private static @Nullable String version(Manifest manifest) {
        String version = manifest.schemaVersion();
        return version == null || version.isEmpty() ? null : version;
    }

    /** A backup by its id, its name, or the path of any file. */
    static Path file(Call call, Target target, String word) {
        Backups backups = call.parts().archive().backups();
        if (backups.named(target, word).isEmpty()) {
            call.parts().restores().meet(target);
        }
        return backups.file(target, word, call.parts().surroundings().directory());
    }

    /** A backup as every document has it. */
    static Json json(Stored stored) {
        Manifest manifest = stored.manifest();
        Proof proof = stored.proof();
        Json rows = Json.object();
        manifest.rows().forEach(rows::put);
        return Json.object()
                .put("id", stored.id())
                .put("file", stored.file().toAbsolutePath().toString())
                .put("bytes", manifest.bytes())
                .put("sha256", manifest.sha256())
                .put("engine", manifest.engine())
                .put("serverVersion", manifest.serverVersion())
                .put("schemaVersion", version(manifest))
                .put("rows", rows)
                .put("verified", true)
                .put("proven", proof == null ? null : true)
                .put("provenAt", proof == null ? null : proof.provenAt())
                .put("restoreMs", proof == null ? null : Duration.ofMillis(proof.restoreMs()))
                .put(
                        "durationMs",
                        manifest.durationMs() == null
                                ? null
                                : Duration.ofMillis(manifest.durationMs()))
                .put("takenAt", manifest.takenAt())
                .put("format", manifest.format())
                .put("fingerprint", manifest.fingerprint())
                .put("tool", manifest.tool())
                .put("encryptedFor", manifest.encryptedFor())
                .put("before", manifest.before());
    }
}
