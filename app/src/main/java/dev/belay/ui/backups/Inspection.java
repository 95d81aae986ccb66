package dev.belay.ui.backups;

import dev.belay.backup.Attendant;
import dev.belay.backup.Stored;
import dev.belay.backup.Verified;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Proved;
import dev.belay.operation.Proving;
import dev.belay.operation.Stop;
import dev.belay.operation.TimeLeft;
import dev.belay.ui.kit.StatusIcon;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * A backup that is read whole or restored into scratch now, or was, and what came of it. Every
 * thread may look at it.
 */
final class Inspection implements Attendant {
    private final Stored stored;
    private final Stop wish = new Stop();
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile String what = Messages.text("backups.beginning");
    private volatile OptionalDouble share = OptionalDouble.empty();
    private final TimeLeft time = new TimeLeft();
    private volatile Optional<Duration> left = Optional.empty();
    private volatile @Nullable Told end;

    /** What came of it, in a sentence. */
    record Told(StatusIcon.Kind kind, String words, String colour) {}

    Inspection(Stored stored) {
        this.stored = stored;
    }

    Stored stored() {
        return stored;
    }

    /** What an operation asks whether it should stop. */
    Stop wish() {
        return wish;
    }

    /** Asks for its end, once. */
    void stop() {
        wish.wish();
        List<Runnable> told;
        synchronized (listeners) {
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }

    @Override
    public void at(String now, OptionalDouble done) {
        what = now;
        share = done;
        left = time.at(done);
    }

    @Override
    public boolean gone() {
        return wish.wished();
    }

    @Override
    public void whenGone(Runnable then) {
        synchronized (listeners) {
            if (!gone()) {
                listeners.add(then);
                return;
            }
        }
        then.run();
    }

    boolean isOver() {
        return end != null;
    }

    void ended(Proved proved) {
        end =
                switch (proved) {
                    case Proved.Yes yes ->
                            new Told(StatusIcon.Kind.PROVEN, Proving.sentence(yes.proof()), "text");
                    case Proved.No no -> told("backups.not-proven", no.reason(), no.faulty());
                };
    }

    void ended(Verified verified) {
        SortedMap<String, Long> rows = verified.rows();
        String words =
                rows == null
                        ? Messages.text("backups.whole.closed")
                        : Messages.text(
                                "backups.whole",
                                rows.values().stream().mapToLong(Long::longValue).sum(),
                                rows.size());
        end = new Told(StatusIcon.Kind.VERIFIED, words, "text");
    }

    /** It was stopped, or broke off. */
    void ended(Problem problem) {
        end =
                gone()
                        ? new Told(StatusIcon.Kind.NOTE, Messages.text("backups.stopped"), "muted")
                        : told("backups.not-whole", problem, true);
    }

    private static Told told(String key, Problem problem, boolean faulty) {
        return new Told(
                faulty ? StatusIcon.Kind.FAIL : StatusIcon.Kind.NOTE,
                Messages.text(key, problem.why(), problem.next()),
                faulty ? "fail-text" : "text");
    }

    /** How it stands now. */
    Told told() {
        Told told = end;
        return told != null ? told : new Told(StatusIcon.Kind.WAITING, progress(), "accent-text");
    }

    private String progress() {
        if (gone()) {
            return Messages.text("backups.stopping");
        }
        OptionalDouble done = share;
        if (done.isEmpty()) {
            return what;
        }
        String percent = Integer.toString((int) (done.getAsDouble() * 100));
        return left.map(d -> Messages.text("backups.share.left", what, percent, TimeLeft.words(d)))
                .orElseGet(() -> Messages.text("backups.share", what, percent));
    }
}
