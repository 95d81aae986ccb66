package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.operation.Outcome;
import dev.belay.operation.Request;
import dev.belay.operation.Restore;
import dev.belay.operation.Restored;
import dev.belay.operation.SentOut;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@code belay restore}: puts a backup in the target's place, or beside it, or takes that back. */
@Command(name = "restore")
final class RestoreCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();
    @Mixin OpeningOptions key = new OpeningOptions();

    @Option(names = "--from", paramLabel = "ID|FILE")
    @Nullable String from;

    @Option(names = "--undo")
    boolean undo;

    @Option(names = "--as", paramLabel = "NEWNAME")
    @Nullable String as;

    @Option(names = "--trust-origin")
    boolean trustOrigin;

    @Option(names = "--accept-old-tool")
    boolean acceptOldTool;

    @Override
    public ExitCode run(Call call) {
        if (undo == (from != null)) {
            throw Problem.of("cli.restore.which", "", ExitCode.USAGE).asException();
        }
        if (undo && as != null) {
            throw Problem.of("cli.restore.undo-as", "", ExitCode.USAGE).asException();
        }
        Target target = call.target();
        Change way = new Change(call, change).first(() -> ProofRun.sweep(call, target, null, null));
        Restore restore =
                call.parts()
                        .restores()
                        .of(
                                target,
                                new Request("restore", arguments(call, target), false),
                                call.parts().copies(),
                                key.opening(call));
        return way.run(target, restore, Duration.ZERO, done -> tell(call, target, done));
    }

    private Map<String, String> arguments(Call call, Target target) {
        Map<String, String> arguments = new HashMap<>();
        if (from != null) {
            arguments.put("from", from(call, target, from));
        }
        if (as != null) {
            arguments.put("as", as);
        }
        if (key.identity != null) {
            arguments.put("identity", call.absolute(key.identity).toString());
        }
        flag(arguments, "undo", undo);
        flag(arguments, "trust-origin", trustOrigin);
        flag(arguments, "accept-old-tool", acceptOldTool);
        return arguments;
    }

    private static void flag(Map<String, String> arguments, String name, boolean given) {
        if (given) {
            arguments.put(name, "");
        }
    }

    /** What the catalogue knows comes first; all else is a file as the shell's folder has it. */
    private static String from(Call call, Target target, String named) {
        if (call.parts().archive().backups().named(target, named).isPresent()) {
            return named;
        }
        try {
            Path file = call.absolute(Path.of(named));
            return Files.exists(file) ? file.toString() : named;
        } catch (InvalidPathException e) {
            return named;
        }
    }

    private static @Nullable Json sessions(@Nullable SentOut sent) {
        return sent == null
                ? null
                : Json.object()
                        .put("finished", sent.finished())
                        .put("ended", sent.idle() + sent.broken());
    }

    private static void tell(Call call, Target target, Outcome.Done<Restored> done) {
        Restored result = done.result();
        if (call.out().json()) {
            Json rows = Json.object();
            result.rows().forEach(rows::put);
            Json document =
                    Json.object()
                            .put("target", Call.name(target))
                            .put("restoredFrom", result.from())
                            .put("rows", rows)
                            .put("keptAs", result.keptAs())
                            .put("as", result.as())
                            .put("left", result.left())
                            .put("sessions", sessions(result.sent()));
            call.out().document(Change.closed(document, done));
            return;
        }
        done.told().forEach(call.out()::line);
        long rows = result.rows().values().stream().mapToLong(Long::longValue).sum();
        call.out()
                .line(
                        Messages.text(
                                "cli.restore.done",
                                result.as() == null ? Call.name(target) : result.as(),
                                rows,
                                Units.duration(done.took())));
    }
}
