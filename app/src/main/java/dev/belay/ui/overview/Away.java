package dev.belay.ui.overview;

import dev.belay.db.ConnectFailure;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.watch.Attempt;
import dev.belay.watch.Link;
import dev.belay.watch.View;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is told of a target that cannot be watched now.
 *
 * @param what why, and what it is not; sentences
 * @param button what trying again is called
 * @param note what comes after, by itself
 * @param password true if one could help, and so is asked for
 */
record Away(
        StatusIcon.Kind icon,
        String title,
        String what,
        List<Rung> rungs,
        String button,
        String note,
        boolean password,
        @Nullable Problem problem) {
    /** A break shorter than this leaves the page as it is, greyed. */
    private static final Duration BREAK = Duration.ofSeconds(5);

    /** A connection made faster than this needs no page of its own. */
    private static final Duration FAST = Duration.ofSeconds(2);

    Away {
        rungs = List.copyOf(rungs);
    }

    /** True if the page gives way to the ladder. */
    static boolean is(View view, Instant now) {
        return switch (view.link()) {
            case Link.Live l -> false;
            case Link.Silent s -> false;
            case Link.Lost l -> Duration.between(l.since(), now).compareTo(BREAK) > 0;
            case Link.Connecting c ->
                    !c.done().isEmpty() || Duration.between(c.nextAt(), now).compareTo(FAST) > 0;
            case Link.Refused r -> true;
            case Link.Paused p -> true;
        };
    }

    /**
     * @param others how many other targets answer
     */
    static Away of(View view, long others, Instant now) {
        String name = view.target().name();
        List<Rung> rungs = Rung.of(view.link(), now);
        return switch (view.link()) {
            case Link.Refused r -> refused(name, r);
            case Link.Paused p ->
                    new Away(
                            StatusIcon.Kind.UNKNOWN,
                            text("paused", name),
                            text("paused.what", Ladder.clock(p.since())),
                            rungs,
                            text("watch"),
                            "",
                            false,
                            null);
            case Link.Connecting c when c.done().isEmpty() ->
                    new Away(
                            StatusIcon.Kind.STALE,
                            text("connecting", name),
                            view.target().place(),
                            rungs,
                            text("again"),
                            note(c.of()),
                            false,
                            null);
            case Link.Connecting c -> silent(view, last(c.done()), others, rungs, note(c.of()));
            case Link.Lost l -> silent(view, l.problem(), others, rungs, text("lost.note"));
            case Link.Live l -> silent(view, null, others, rungs, "");
            case Link.Silent s -> silent(view, s.problem(), others, rungs, "");
        };
    }

    private static Away refused(String name, Link.Refused link) {
        boolean password = link.remedy() == ConnectFailure.Remedy.PASSWORD;
        String next = password ? text("refused.password") : link.problem().next();
        return new Away(
                StatusIcon.Kind.FAIL,
                text("refused", name),
                sentence(link.problem().why()) + " " + next,
                List.of(),
                text("again"),
                text("refused.note"),
                password,
                link.problem());
    }

    private static Away silent(
            View view, @Nullable Problem problem, long others, List<Rung> rungs, String note) {
        String why = problem == null ? "" : sentence(problem.why());
        String rest =
                others == 0
                        ? ""
                        : others == 1
                                ? " " + text("other")
                                : " " + text("others", Long.toString(others));
        return new Away(
                StatusIcon.Kind.STALE,
                text("silent", view.target().name()),
                why + rest,
                rungs,
                text("again"),
                note,
                false,
                problem);
    }

    private static Problem last(List<Attempt> attempts) {
        return attempts.getLast().problem();
    }

    private static String note(int of) {
        return text("ladder.note", Integer.toString(of));
    }

    static String sentence(String why) {
        if (why.isEmpty() || why.endsWith(".")) {
            return why;
        }
        // A host or a file's name keeps its case.
        boolean word = why.split(" ", 2)[0].chars().allMatch(Character::isLetter);
        return (word ? Character.toUpperCase(why.charAt(0)) + why.substring(1) : why) + ".";
    }

    private static String text(String key, Object... arguments) {
        return Messages.text("overview.away." + key, arguments);
    }
}
