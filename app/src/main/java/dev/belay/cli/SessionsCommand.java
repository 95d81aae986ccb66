package dev.belay.cli;

import dev.belay.activity.Activities;
import dev.belay.activity.Activity;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code belay sessions}: who is connected. */
@Command(name = "sessions")
final class SessionsCommand implements Action {
    private static final String NONE = "–";

    /** More of them push the query out of sight; the document has all. */
    private static final int NAMED = 3;

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.target();
        Optional<List<Activity>> found = new Connector(call).ask(target, Activities::read);
        if (call.out().json()) {
            call.out().document(document(target, found));
        } else if (found.isEmpty()) {
            call.out().line(Messages.text("cli.locks.unknown", Call.name(target)));
        } else {
            text(call.out(), target, found.get());
        }
        return ExitCode.DONE;
    }

    private static Json document(Target target, Optional<List<Activity>> found) {
        return Json.object()
                .put("target", Call.name(target))
                .put(
                        "sessions",
                        found.map(all -> all.stream().map(SessionsCommand::session).toList())
                                .orElse(null));
    }

    private static Json session(Activity a) {
        return Json.object()
                .put("pid", a.pid())
                .put("leader", a.leader())
                .put("user", a.user())
                .put("database", a.database())
                .put("application", a.application())
                .put("client", a.client())
                .put("kind", a.kind())
                .put("state", a.state())
                .put("waitEvent", a.waits())
                .put("backendStart", LocksDocument.micros(a.started().backend()))
                .put("xactStart", LocksDocument.micros(a.started().transaction()))
                .put("queryStart", LocksDocument.micros(a.started().query()))
                .put("xactAgeMs", a.ages().transaction())
                .put("queryAgeMs", a.ages().query())
                .put("stateAgeMs", a.ages().inState())
                .put("xidAge", a.xidAge())
                .put("xminAge", a.xminAge())
                .put("query", a.query())
                .put("blockedBy", a.blockedBy())
                .put("permitted", !a.hidden());
    }

    private static void text(Output out, Target target, List<Activity> all) {
        if (all.isEmpty()) {
            out.line(Messages.text("cli.sessions.none", Call.name(target)));
            return;
        }
        Table table = new Table(0, 5);
        table.head(Messages.text("cli.sessions.columns").split("\\|"));
        for (Activity a : all) {
            table.row(
                    Integer.toString(a.pid()),
                    word(a.application() == null ? a.kind() : a.application()),
                    word(a.user()),
                    word(a.database()),
                    a.hidden() ? Messages.text("activity.unseen") : word(a.state()),
                    age(a.ages().inState()),
                    word(a.waits()),
                    a.blockedBy().isEmpty() ? NONE : blockers(a.blockedBy()),
                    word(a.query()).lines().findFirst().orElse(""));
        }
        out.table(table);
        long hidden = all.stream().filter(Activity::hidden).count();
        if (hidden > 0) {
            out.line(Style.WARN, Messages.text("activity.hidden", hidden));
        }
    }

    private static String blockers(List<Integer> all) {
        String first =
                all.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(" "));
        return all.size() <= NAMED ? first : first + " +" + (all.size() - NAMED);
    }

    private static String word(@Nullable String word) {
        return word == null || word.isBlank() ? NONE : word.strip();
    }

    private static String age(@Nullable Duration age) {
        return age == null ? NONE : Units.duration(age);
    }
}
