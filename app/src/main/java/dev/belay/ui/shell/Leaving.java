package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Changes;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Asks whether Belay is to be closed while an operation runs, and then brings that to its end. */
public final class Leaving implements Screen {
    private final Changes changes;
    private final Clock clock;
    private final Runnable stay;
    private final Runnable leave;
    private final VBox running = new VBox(6);
    private final Label told = Texts.wrapped(Messages.text("ui.leaving.told"), "muted");
    private final Button stayButton;
    private final Button leaveButton;
    private final VBox card = new VBox(12);
    private Subscription seconds = Subscription.EMPTY;
    private boolean leaving;

    /**
     * @param stay puts this away
     * @param leave called once nothing runs any more
     */
    public Leaving(Changes changes, Clock clock, Runnable stay, Runnable leave) {
        this.changes = changes;
        this.clock = clock;
        this.stay = stay;
        this.leave = leave;
        stayButton = Buttons.plain(Messages.text("ui.leaving.stay"), stay);
        stayButton.setGraphic(Texts.key("Esc"));
        stayButton.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        leaveButton = Buttons.danger(Messages.text("ui.leaving.leave"), this::cancelAndLeave);
        HBox buttons = new HBox(8, stayButton, leaveButton);
        buttons.getChildren().forEach(button -> button.getStyleClass().add("tall"));
        buttons.setAlignment(Pos.CENTER_RIGHT);
        card.getStyleClass().addAll("card", "sheet");
        card.setPadding(new Insets(16, 18, 14, 18));
        card.setMaxSize(520, Region.USE_PREF_SIZE);
        card.getChildren()
                .addAll(
                        Texts.whole(Messages.text("ui.leaving.title"), "dialog-title"),
                        running,
                        told,
                        buttons);
    }

    private void cancelAndLeave() {
        leaving = true;
        changes.running().forEach(Running::stop);
        told.setText(Messages.text("ui.leaving.stopping"));
        stayButton.setDisable(true);
        leaveButton.setDisable(true);
        look();
    }

    private void look() {
        List<Running> now = changes.running();
        if (now.isEmpty() && leaving) {
            seconds.unsubscribe();
            leave.run();
            return;
        }
        if (now.isEmpty()) {
            stay.run();
            return;
        }
        running.getChildren().setAll(now.stream().map(this::line).toList());
    }

    private HBox line(Running each) {
        Running.Progressed at = each.at();
        String phase = at.phase() == null ? "" : at.phase().words();
        Duration since = Duration.between(each.began(), clock.instant());
        HBox line =
                new HBox(
                        8,
                        new StatusIcon(StatusIcon.Kind.WAITING),
                        Texts.wrapped(
                                Messages.text(
                                        "ui.leaving.running",
                                        ChangeWords.doing(each),
                                        phase,
                                        Units.duration(since))));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    @Override
    public Parent node() {
        return card;
    }

    @Override
    public void onShow() {
        seconds = Ages.everySecond(this::look);
    }

    @Override
    public List<Action> actions() {
        return List.of();
    }

    @Override
    public void focusContent() {
        stayButton.requestFocus();
    }

    @Override
    public boolean escape() {
        return leaving;
    }

    @Override
    public void close() {
        seconds.unsubscribe();
    }
}
