package dev.belay.ui.backups;

import dev.belay.backup.Opening;
import dev.belay.backup.Stored;
import dev.belay.operation.Proving;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;

import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Looks into backups: reads one to its end, or restores it into scratch. One at a time, on a
 * worker; it ends with the page. FX thread.
 */
final class Inspecting {
    private final BackupsScreen.Means means;
    private final Background background;
    private final Runnable changed;
    private final Runnable written;
    private @Nullable Inspection now;

    /**
     * @param changed called when one began or ended
     * @param written called when one may have left a finding beside its backup
     */
    Inspecting(
            BackupsScreen.Means means, Background background, Runnable changed, Runnable written) {
        this.means = means;
        this.background = background;
        this.changed = changed;
        this.written = written;
    }

    void prove(Target target, Stored stored) {
        begin(
                stored,
                its ->
                        means.proving()
                                .get()
                                .prove(target, stored, Proving.Wish.USUAL, its::at, its.wish()),
                Inspection::ended);
    }

    void verify(Target target, Stored stored) {
        begin(
                stored,
                its ->
                        means.archive()
                                .get()
                                .copies()
                                .verify(target, stored.file(), Opening.NONE, its),
                Inspection::ended);
    }

    private <R> void begin(
            Stored stored, Function<Inspection, R> work, BiConsumer<Inspection, R> ended) {
        if (now != null && !now.isOver()) {
            return;
        }
        Inspection its = new Inspection(stored);
        now = its;
        background.run(
                () -> work.apply(its),
                result -> {
                    ended.accept(its, result);
                    changed.run();
                    written.run();
                },
                problem -> {
                    its.ended(problem);
                    changed.run();
                });
        changed.run();
    }

    /** The last one, or null. */
    @Nullable Inspection last() {
        return now;
    }

    /** The last one if it is of this line's backup, or null. */
    @Nullable Inspection of(@Nullable Line line) {
        return now != null
                        && line instanceof Line.Kept kept
                        && kept.stored().file().equals(now.stored().file())
                ? now
                : null;
    }

    void stop() {
        if (now != null) {
            now.stop();
        }
    }
}
