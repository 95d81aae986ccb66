package dev.belay.ui.backups;

import dev.belay.backup.Stored;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Something that can be done with the chosen backup.
 *
 * @param title a verb, with "…" where a plan is shown first
 * @param whyOff the reason why it cannot be done now, empty if it can
 */
record Offer(String title, String keys, String whyOff, Runnable run) {
    /** What is done when one of them is taken. */
    interface Doing {
        void restore(Stored stored);

        void prove(Stored stored);

        void verify(Stored stored);

        void openFolder(Stored stored);
    }

    /**
     * All of them, for the chosen line; the usual one first.
     *
     * @param inspected what is being inspected now, or null
     */
    static List<Offer> of(@Nullable Line line, @Nullable Inspection inspected, Doing doing) {
        if (!(line instanceof Line.Kept kept)) {
            return List.of();
        }
        Stored stored = kept.stored();
        String closed = stored.manifest().encrypted() ? text("encrypted") : "";
        String busy = inspected == null || inspected.isOver() ? "" : text("busy");
        return List.of(
                new Offer(text("restore"), "R", closed, () -> doing.restore(stored)),
                new Offer(
                        text("prove"),
                        "P",
                        closed.isEmpty() ? busy : closed,
                        () -> doing.prove(stored)),
                new Offer(text("verify"), "V", busy, () -> doing.verify(stored)),
                new Offer(text("folder"), "O", "", () -> doing.openFolder(stored)));
    }

    private static String text(String key) {
        return Messages.text("backups.way." + key);
    }
}
