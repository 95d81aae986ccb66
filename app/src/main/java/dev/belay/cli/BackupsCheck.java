package dev.belay.cli;

import dev.belay.backup.Freshness;
import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import picocli.CommandLine.Command;

import java.time.Instant;

/** {@code belay backups check}: are the backups as they should be? */
@Command(name = "check")
final class BackupsCheck implements Action {
    @Override
    public ExitCode run(Call call) {
        Target target = call.target();
        call.parts().restores().meet(target);
        Freshness found =
                Freshness.of(call.parts().archive().backups().current(target), Instant.now());
        Stored newest = found.newest();
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put("target", Call.name(target))
                                    .put("status", found.well() ? "ok" : "warn")
                                    .put(
                                            "faults",
                                            found.faults().stream()
                                                    .map(Freshness.Fault::id)
                                                    .toList())
                                    .put("sentences", found.sentences())
                                    .put("newest", newest == null ? null : newest.id())
                                    .put(
                                            "takenAt",
                                            newest == null ? null : newest.manifest().takenAt())
                                    .put("provenAt", found.provenAt())
                                    .put("checkedAt", found.at()));
        } else {
            call.out()
                    .line(
                            found.well() ? Style.GOOD : Style.WARN,
                            Messages.text(
                                    "cli.check.backups",
                                    Call.name(target),
                                    newest == null ? "–" : newest.id(),
                                    found.age()));
            found.sentences().forEach(call.out()::line);
        }
        return found.well() ? ExitCode.DONE : ExitCode.PARTLY;
    }
}
