package dev.belay.ui.overview;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Toasts;
import dev.belay.watch.Check;
import dev.belay.watch.Happening;
import dev.belay.watch.Status;
import dev.belay.watch.check.OnDemand;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.sql.SQLException;

/** The checks that cost a target something, and so are made only when a person asks for them. */
public final class Asking {
    private static final String CARD = "ask-card";
    private final OnDemand onDemand;
    private final Sessions sessions;

    public Asking(OnDemand onDemand, Sessions sessions) {
        this.onDemand = onDemand;
        this.sessions = sessions;
    }

    /** Reads every page of a file; blocks as long as that takes. */
    Check integrity(Target target) throws SQLException {
        try (Session session = sessions.open(target, Purpose.ASK)) {
            Check check = OnDemand.integrity(session);
            if (check == null) {
                throw new IllegalArgumentException(target.engine() + " has no such check");
            }
            return check;
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    /** Writes for real and rolls back; blocks up to the deadlines. */
    Check write(Target target) {
        return onDemand.write(target);
    }

    /** Says what would be written, over the page, and asks. */
    void confirmWrite(StackPane page, Runnable write) {
        dismiss(page);
        Button yes =
                Buttons.primary(
                        Messages.text("overview.write"),
                        () -> {
                            dismiss(page);
                            write.run();
                        });
        Button no = Buttons.plain(Messages.text("overview.write.leave"), () -> dismiss(page));
        HBox buttons = new HBox(8, yes, no);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox card =
                new VBox(
                        10,
                        Texts.wrapped(Messages.text("overview.write.title"), "name-large"),
                        Texts.wrapped(OnDemand.writeAnnounced()),
                        Texts.wrapped(Messages.text("overview.write.seldom"), "muted"),
                        buttons);
        card.getStyleClass().addAll("card", CARD);
        card.setPadding(new Insets(16, 18, 16, 18));
        card.setMaxSize(440, VBox.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.TOP_CENTER);
        StackPane.setMargin(card, new Insets(48, 0, 0, 0));
        page.getChildren().add(card);
        // Not the button that writes: Enter is pressed too easily.
        no.requestFocus();
    }

    /** Takes the question away; false if there was none. */
    boolean dismiss(StackPane page) {
        return page.getChildren().removeIf(n -> n.getStyleClass().contains(CARD));
    }

    /** Tells the answer in one sentence. */
    void tell(Toasts toasts, Check check) {
        String sentence = Happening.title(check) + ": " + check.detail();
        if (check.status() == Status.OK) {
            toasts.done(sentence);
        } else {
            toasts.note(sentence);
        }
    }
}
