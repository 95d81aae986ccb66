package dev.belay.cli;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Finding;
import dev.belay.operation.Interrupted;
import dev.belay.operation.Journal;
import dev.belay.operation.Plan;
import dev.belay.operation.Recovery;
import dev.belay.operation.Twin;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a command tells of operations that were interrupted on its target: on standard error, also
 * where it was asked to be quiet, and in its document.
 */
final class Crashes {
    private static final Logger LOG = LoggerFactory.getLogger(Crashes.class);

    /** What a database file says that was left in the middle of a change. */
    private static final String HALF_CHANGED = "sqlite.recovery";

    private final Call call;
    private final Set<String> told = new HashSet<>();

    Crashes(Call call) {
        this.call = call;
    }

    /** Looks what became of them, for a command that may change the target. */
    void tellFound(Target target) {
        Recovery recovery = call.parts().recovery();
        List<Interrupted> found = recovery.untold(t -> t.place().equals(target.place()));
        if (found.isEmpty()) {
            return;
        }
        call.out().beside("interrupted", found.stream().map(Crashes::json).toList());
        for (Interrupted each : found) {
            told.add(each.sentence());
            if (call.out().notice(each.sentence())) {
                recovery.told(each);
            }
        }
    }

    /** What stays undecided of an earlier operation that the plan goes on with. */
    void tellUndecided(Plan plan) {
        plan.findings(Finding.Undecided.class).stream()
                .map(Finding::text)
                .filter(told::add)
                .forEach(call.out()::notice);
    }

    /** Says that there are some, for a command that only reads; nothing is looked at. */
    void tellOpen(Target target) {
        List<Journal.Entry> open = open(target);
        if (open.isEmpty()) {
            return;
        }
        call.out().beside("interrupted", open.stream().map(Crashes::json).toList());
        for (Journal.Entry each : open) {
            call.out()
                    .notice(
                            Messages.text(
                                    "cli.interrupted",
                                    each.operation(),
                                    Call.name(each.target()),
                                    each.operator().user(),
                                    Long.toString(each.operator().pid()),
                                    Interrupted.begun(each),
                                    each.phase().words(),
                                    Twin.looking(each).line()));
        }
    }

    /** What a failure to read means after a crash: Belay's own writer is the one that ended. */
    Problem explained(Target target, Problem problem) {
        return problem.key().equals(HALF_CHANGED) && !open(target).isEmpty()
                ? new Problem(
                        "cli.interrupted.half", problem.where(), problem.why(), problem.exit())
                : problem;
    }

    /** None where Belay has no store yet, or one that cannot be read: reading needs neither. */
    private List<Journal.Entry> open(Target target) {
        if (!Files.exists(call.parts().home().store())) {
            return List.of();
        }
        try {
            return call.parts().journal().interrupted().stream()
                    .filter(e -> e.target().place().equals(target.place()))
                    .toList();
        } catch (BelayException e) {
            LOG.warn("Interrupted operations cannot be looked for: {}", e.problem().line());
            return List.of();
        }
    }

    private static Json json(Interrupted each) {
        return json(each.entry())
                .put("found", each.found().state().name().toLowerCase(Locale.ROOT))
                .put("done", each.found().done())
                .put("left", each.found().left())
                .put("message", each.sentence());
    }

    private static Json json(Journal.Entry entry) {
        return Json.object()
                .put("id", entry.id())
                .put("operation", entry.operation())
                .put("user", entry.operator().user())
                .put("host", entry.operator().host())
                .put("pid", entry.operator().pid())
                .put("begunAt", entry.begun())
                .put("phase", entry.phase().id());
    }
}
