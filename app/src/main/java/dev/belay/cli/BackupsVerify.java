package dev.belay.cli;

import dev.belay.backup.Attendant;
import dev.belay.backup.Backups;
import dev.belay.backup.Stored;
import dev.belay.backup.Verified;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** {@code belay backups verify}: reads a backup whole. */
@Command(name = "verify")
final class BackupsVerify implements Action {
    @Mixin OpeningOptions options = new OpeningOptions();

    @Parameters(paramLabel = "ID|FILE")
    String word = "";

    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        Path file = BackupsCommand.file(call, target, word);
        Verified verified =
                call.parts()
                        .archive()
                        .copies()
                        .verify(
                                target,
                                file,
                                options.opening(call),
                                new Patience(new ProgressLine(call.out())));
        Optional<Stored> stored = Backups.at(file);
        if (call.out().json()) {
            call.out().document(json(file, stored, verified));
        } else {
            call.out().line(text(file, stored.isPresent(), verified));
        }
        return ExitCode.DONE;
    }

    private static Json json(Path file, Optional<Stored> stored, Verified verified) {
        Json document =
                stored.map(BackupsCommand::json)
                        .orElseGet(
                                () ->
                                        Json.object()
                                                .put("id", null)
                                                .put("file", file.toString())
                                                .put("verified", true));
        return document.put("opened", verified.opened()).put("manifest", stored.isPresent());
    }

    private static String text(Path file, boolean manifest, Verified verified) {
        SortedMap<String, Long> rows = verified.rows();
        if (rows == null) {
            return Messages.text("cli.verify.closed", file.toString());
        }
        return Messages.text(
                manifest ? "cli.verify.done" : "cli.verify.foreign",
                file.toString(),
                rows.values().stream().mapToLong(Long::longValue).sum(),
                rows.size());
    }

    /** Waits to the end; a signal ends the process, and its programs with it. */
    private record Patience(ProgressLine line) implements Attendant {
        @Override
        public void at(String what, OptionalDouble share) {
            line.at(what, share);
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void whenGone(Runnable then) {}
    }
}
