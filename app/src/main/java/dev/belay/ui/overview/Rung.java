package dev.belay.ui.overview;

import dev.belay.db.Retry;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Attempt;
import dev.belay.watch.Happening;
import dev.belay.watch.Link;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the ladder of attempts.
 *
 * @param at when it began or will begin; null for one that depends on those before it
 * @param state what came of it, or when it comes
 * @param reason why it failed; empty for one that did not
 * @param progress of the wait before it, 0 to 1; NaN where nobody waits for it now
 */
record Rung(
        Kind kind,
        String title,
        @Nullable Instant at,
        String state,
        String reason,
        double progress) {
    enum Kind {
        FAILED,
        NEXT,
        LATER
    }

    /** The ladder as it stands now; empty for a link that needs none. */
    static List<Rung> of(Link link, Instant now) {
        return switch (link) {
            case Link.Connecting c -> connecting(c, now);
            case Link.Lost l -> lost(l, now);
            default -> List.of();
        };
    }

    private static List<Rung> connecting(Link.Connecting link, Instant now) {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < link.done().size(); i++) {
            rungs.add(failed(i + 1, link.done().get(i), waited(i), link.done().getLast()));
        }
        int next = link.done().size() + 1;
        Instant before = link.done().isEmpty() ? now : end(link.done().getLast());
        rungs.add(next(next, link.nextAt(), before, link.trying(), now));
        List<Duration> waits = Retry.PATIENT.waits();
        for (int i = next; i < Math.min(link.of(), waits.size()); i++) {
            String after = Messages.text("overview.rung.after", Units.duration(waits.get(i)));
            rungs.add(new Rung(Kind.LATER, title(i + 1), null, clean(after), "", Double.NaN));
        }
        return rungs;
    }

    private static List<Rung> lost(Link.Lost link, Instant now) {
        List<Rung> rungs = new ArrayList<>();
        List<Attempt> done = link.done();
        int shown = Math.min(done.size(), 4);
        for (int i = 0; i < shown; i++) {
            int number = link.attempts() - shown + i + 1;
            rungs.add(failed(number, done.get(done.size() - shown + i), "", done.getLast()));
        }
        Instant before = done.isEmpty() ? link.since() : end(done.getLast());
        rungs.add(next(link.attempts() + 1, link.nextAt(), before, link.trying(), now));
        return rungs;
    }

    private static Instant end(Attempt attempt) {
        return attempt.at().plus(attempt.took());
    }

    private static String waited(int index) {
        List<Duration> waits = Retry.PATIENT.waits();
        return index == 0 || index >= waits.size()
                ? ""
                : clean(Messages.text("overview.rung.waited", Units.duration(waits.get(index))));
    }

    /** The reason is told where it is another than the newest one, which stands above. */
    private static Rung failed(int number, Attempt attempt, String otherwise, Attempt newest) {
        String why = attempt.problem().why();
        return new Rung(
                Kind.FAILED,
                title(number),
                attempt.at(),
                Messages.text("overview.rung.failed", Units.duration(attempt.took())),
                why.equals(newest.problem().why()) ? otherwise : why,
                Double.NaN);
    }

    private static Rung next(int number, Instant at, Instant before, boolean trying, Instant now) {
        if (trying) {
            String state = Messages.text("overview.rung.trying", Happening.until(now, at));
            return new Rung(Kind.NEXT, title(number), at, state, "", Double.NaN);
        }
        double whole = Math.max(1, Duration.between(before, at).toMillis());
        double done = Duration.between(before, now).toMillis() / whole;
        String state = Messages.text("overview.rung.in", Happening.until(at, now));
        return new Rung(Kind.NEXT, title(number), at, state, "", Math.clamp(done, 0, 1));
    }

    private static String title(int number) {
        return Messages.text("overview.rung.attempt", Integer.toString(number));
    }

    private static String clean(String text) {
        return text.replace(".0 s", " s");
    }
}
