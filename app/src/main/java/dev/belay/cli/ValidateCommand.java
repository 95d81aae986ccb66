package dev.belay.cli;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.Fault;
import dev.belay.history.History;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.schema.Drift;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * {@code belay validate}: whether the history agrees with its folder, and with {@code --drift}
 * whether the schema is what the migrations build.
 */
@Command(name = "validate")
final class ValidateCommand implements Action {
    @Option(names = "--drift")
    boolean drift;

    @Option(names = "--scratch-on-production")
    boolean scratchOnProduction;

    private record Answer(History history, List<Fault> faults, Drift.@Nullable Found drift) {
        ExitCode exit() {
            if (!faults.isEmpty()) {
                return ExitCode.FAILED;
            }
            return drift != null && !drift.differences().isEmpty()
                    ? ExitCode.PARTLY
                    : ExitCode.DONE;
        }
    }

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.target();
        new Crashes(call).tellOpen(target);
        Answer answer = new Connector(call).ask(target, session -> ask(call, target, session));
        if (call.out().json()) {
            call.out().document(document(target, answer));
        } else {
            text(call.out(), target, answer);
        }
        return answer.exit();
    }

    private Answer ask(Call call, Target target, Session session)
            throws SQLException, ConnectException {
        History history = call.parts().histories().read(session, target);
        List<Fault> faults = Fault.of(history);
        if (!drift || !history.folderKnown()) {
            return new Answer(history, faults, null);
        }
        call.out().progress(Messages.text("cli.validate.building"));
        Drift comparing =
                new Drift(call.parts().sessions(), call.parts().histories(), scratchOnProduction);
        call.parts().closeAtEnd(comparing);
        return new Answer(history, faults, comparing.of(target, session));
    }

    private static Json document(Target target, Answer answer) {
        Json document =
                Json.object()
                        .put("target", Call.name(target))
                        .put("valid", answer.faults.isEmpty())
                        .put("faults", answer.faults.stream().map(ValidateCommand::json).toList())
                        .put("current", answer.history.current());
        Drift.Found found = answer.drift;
        return found == null
                ? document.put("drift", null)
                : document.put(
                                "drift",
                                found.differences().stream().map(Differences::json).toList())
                        .put("notes", found.notes());
    }

    private static Json json(Fault fault) {
        return Json.object()
                .put("kind", fault.kind().name().toLowerCase(Locale.ROOT))
                .put("version", fault.version())
                .put("script", fault.script())
                .put("message", fault.sentence());
    }

    private static void text(Output out, Target target, Answer answer) {
        answer.faults.forEach(fault -> out.line(Style.BAD, fault.sentence()));
        String current = answer.history.current();
        String at = current == null ? Messages.text("cli.validate.no-version") : current;
        out.line(
                answer.faults.isEmpty()
                        ? Messages.text("cli.validate.valid", Call.name(target), at)
                        : Messages.text(
                                "cli.validate.faults",
                                Call.name(target),
                                Units.count(answer.faults.size())));
        Drift.Found found = answer.drift;
        if (found == null) {
            return;
        }
        Differences.tell(out, found.differences(), "cli.validate");
        out.line(
                found.differences().isEmpty()
                        ? Messages.text("cli.validate.no-drift", at)
                        : Messages.text(
                                "cli.validate.drift", Units.count(found.differences().size()), at));
        found.notes().forEach(note -> out.line(Style.MUTED, note));
    }
}
