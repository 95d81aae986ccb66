package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Outcome;
import dev.belay.operation.Running;

import javafx.scene.control.Hyperlink;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** In the foot: the operation that runs, or ended unseen; a click looks at it. */
final class RunningNote extends Hyperlink {
    private @Nullable Running shown;

    RunningNote(Consumer<Running> look) {
        getStyleClass().addAll("small", "running-note");
        setMinWidth(USE_PREF_SIZE);
        setFocusTraversable(false);
        setOnAction(
                e -> {
                    setVisited(false);
                    if (shown != null) {
                        look.accept(shown);
                    }
                });
        show(List.of());
    }

    /**
     * @param all the newest is shown
     */
    void show(List<Running> all) {
        setVisible(!all.isEmpty());
        setManaged(!all.isEmpty());
        if (!all.isEmpty()) {
            shown = all.getLast();
            setText(words(all.getLast()));
        }
    }

    private static String words(Running running) {
        return running.end()
                .map(end -> Messages.text("ui.running.ended", title(running), how(end)))
                .orElseGet(
                        () ->
                                Messages.text(
                                        "ui.running", ChangeWords.doing(running), how(running)));
    }

    private static String title(Running running) {
        return ChangeWords.title(running.target(), running.request(), running.plan());
    }

    private static String how(Running running) {
        if (running.stopping()) {
            return Messages.text("ui.running.stopping");
        }
        Running.Progressed at = running.at();
        return at.phase() == null ? Messages.text("ui.running.first") : at.phase().words();
    }

    private static String how(Running.Ended end) {
        String key =
                switch (end) {
                    case Running.Ended.Unbegun unbegun -> "refused";
                    case Running.Ended.With with ->
                            switch (with.outcome()) {
                                case Outcome.Done<?> done -> "done";
                                case Outcome.Failed<?> failed -> "failed";
                                case Outcome.Cancelled<?> cancelled -> "cancelled";
                                case Outcome.InDoubt<?> doubt -> "doubt";
                            };
                };
        return Messages.text("ui.running.end." + key);
    }
}
