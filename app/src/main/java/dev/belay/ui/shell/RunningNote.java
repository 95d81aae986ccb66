package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Ending;
import dev.belay.operation.Running;
import dev.belay.ui.kit.StatusIcon;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * In the foot: the operation that runs, or ended unseen, cut where it is too long; a click looks at
 * it.
 */
final class RunningNote extends Hyperlink {
    private static final double LEAST = 120;
    private static final double MOST = 460;

    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.WAITING);
    private final Tooltip whole = new Tooltip();
    private @Nullable Running shown;

    RunningNote(Consumer<Running> look) {
        getStyleClass().addAll("small", "running-note");
        setGraphic(icon);
        setMinWidth(LEAST);
        setMaxWidth(MOST);
        setFocusTraversable(false);
        setTooltip(whole);
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
            Running newest = all.getLast();
            shown = newest;
            setText(words(newest));
            whole.setText(getText());
            String end =
                    newest.end().map(e -> e.ending().name()).orElse("").toLowerCase(Locale.ROOT);
            icon.show(newest.end().map(e -> kind(e.ending())).orElse(StatusIcon.Kind.WAITING));
            getStyleClass().removeAll("done", "failed", "cancelled", "refused", "doubt");
            if (!end.isEmpty()) {
                getStyleClass().add(end);
            }
        }
    }

    private static String words(Running running) {
        return running.end()
                .map(end -> Messages.text("ui.running.ended", title(running), word(end.ending())))
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

    private static String word(Ending ending) {
        return Messages.text("ui.running.end." + ending.name().toLowerCase(Locale.ROOT));
    }

    private static StatusIcon.Kind kind(Ending ending) {
        return switch (ending) {
            case DONE -> StatusIcon.Kind.OK;
            case FAILED -> StatusIcon.Kind.FAIL;
            case CANCELLED, REFUSED -> StatusIcon.Kind.NOTE;
            case DOUBT -> StatusIcon.Kind.UNKNOWN;
        };
    }
}
