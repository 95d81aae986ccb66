package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Link;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** A target that does not answer: what failed, the ladder of attempts, what can be done. */
final class AwayPane extends HBox {
    private static final double CARD = 540;
    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.STALE);
    private final Label title = Texts.wrapped("", "name-large");
    private final Label what = Texts.wrapped("");
    private final Ladder ladder = new Ladder();
    private final PasswordRow password;
    private final Button tryNow;
    private final Button cancel;
    private final Label code = Texts.whole("", "mono", "small", "muted");
    private final HBox details;
    private final Label note = Texts.wrapped("", "muted");
    private @Nullable Problem problem;

    AwayPane(Ways ways, Node lastSeen) {
        super(24);
        setPadding(new Insets(24));
        tryNow = Buttons.plain("", ways::tryNow);
        cancel = Buttons.plain(Messages.text("overview.cancel"), ways::stop);
        cancel.setGraphic(Texts.key("Esc"));
        cancel.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        tryNow.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        password = new PasswordRow(ways);
        ask(false);
        Button copy =
                Buttons.icon(
                        Icon.Shape.COPY, Messages.text("overview.details.copy"), this::copyDetails);
        Label word = Texts.whole(Messages.text("overview.details"), "small", "muted");
        details = new HBox(6, word, code, copy);
        details.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(lastSeen, Priority.ALWAYS);
        getChildren().addAll(card(), lastSeen);
    }

    private Region card() {
        HBox head = new HBox(12, icon, title);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(what, new Insets(0, 0, 4, 26));
        VBox.setMargin(ladder, new Insets(4, -10, 12, -10));
        VBox.setMargin(password, new Insets(4, 0, 8, 26));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(8, tryNow, cancel, gap, details);
        buttons.setAlignment(Pos.CENTER_LEFT);
        StackPane below = new StackPane(note);
        below.setAlignment(Pos.CENTER_LEFT);
        below.getStyleClass().add("card-note");
        VBox.setMargin(below, new Insets(8, 0, 0, 0));
        VBox card = new VBox(6, head, what, ladder, password, buttons, below);
        card.getStyleClass().add("card");
        card.setPadding(new Insets(16, 18, 16, 18));
        card.setMinWidth(CARD);
        card.setMaxWidth(CARD);
        card.setMaxHeight(USE_PREF_SIZE);
        setAlignment(Pos.TOP_LEFT);
        return card;
    }

    void show(Away away) {
        icon.show(away.icon());
        title.setText(away.title());
        what.setText(away.what());
        ladder.show(away.rungs());
        boolean climbs = !away.rungs().isEmpty();
        ladder.setVisible(climbs);
        ladder.setManaged(climbs);
        ask(away.password());
        tryNow.setText(away.button());
        cancel.setVisible(climbs);
        cancel.setManaged(climbs);
        note.setText(away.note());
        note.getParent().setVisible(!away.note().isEmpty());
        note.getParent().setManaged(!away.note().isEmpty());
        problem = away.problem();
        details.setVisible(problem != null);
        code.setText(problem == null ? "" : problem.code());
    }

    /** The password is the way on where it is asked for, else another try. */
    private void ask(boolean asked) {
        boolean shown = password.isVisible();
        if (asked) {
            password.ask();
        } else {
            password.rest();
        }
        password.setVisible(asked);
        password.setManaged(asked);
        if (asked == shown && tryNow.isDefaultButton() != asked) {
            return;
        }
        boolean focused = tryNow.isFocused();
        tryNow.setDefaultButton(!asked);
        tryNow.setGraphic(asked ? null : Texts.key("Enter"));
        tryNow.getStyleClass().remove("primary");
        if (!asked) {
            tryNow.getStyleClass().add("primary");
        }
        if (asked && focused) {
            password.focusField();
        }
    }

    /** True while a typed password is tried: the page stays as it is until the server answers. */
    boolean waits(Link link) {
        return password.waits() && link instanceof Link.Connecting c && c.done().isEmpty();
    }

    /** The target answers. */
    void rest() {
        password.rest();
    }

    void focusContent() {
        if (password.isVisible()) {
            password.focusField();
        } else {
            tryNow.requestFocus();
        }
    }

    void copyDetails() {
        if (problem != null) {
            Buttons.copy(problem.copyText());
        }
    }
}
