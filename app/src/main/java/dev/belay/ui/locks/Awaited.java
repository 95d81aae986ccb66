package dev.belay.ui.locks;

import dev.belay.activity.LockWait;
import dev.belay.activity.LockWords;
import dev.belay.message.Messages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What a session waits for: the mode in a frame, then the object; of a root, what it does. */
final class Awaited extends HBox {
    private static final String STOPS_READERS = "ACCESS EXCLUSIVE";

    private final StatusIcon icon = new StatusIcon(StatusIcon.Kind.WARN);
    private final Label mode = Texts.whole("", "tag", "mode");
    private final Label object = Texts.withWhole(Texts.line("", "mono"));
    private final Label doing = Texts.withWhole(Texts.line(""));

    Awaited() {
        super(7);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        getChildren().addAll(icon, mode, object, doing);
    }

    void show(LockRow row) {
        LockWait wait = row.party().awaits();
        boolean idle = row.party().idleInTransaction() || row.party().who().gid() != null;
        there(icon, wait == null && idle);
        there(mode, wait != null);
        there(object, wait != null);
        there(doing, wait == null);
        if (wait == null) {
            doing.setText(
                    idle || !row.parent()
                            ? LockWords.state(row.party())
                            : Messages.text("locks.root", LockWords.state(row.party())));
            doing.getStyleClass().setAll("label", idle ? "locks-idle" : "muted");
            return;
        }
        mode.setText(wait.modeWords());
        // Of a row it stops only who would change or lock that row.
        boolean red = wait.modeWords().equals(STOPS_READERS) && !wait.on().row();
        if (mode.getStyleClass().contains("fail") != red) {
            mode.getStyleClass().removeAll("fail");
            if (red) {
                mode.getStyleClass().add("fail");
            }
        }
        object.setText(wait.object());
    }

    private static void there(javafx.scene.Node node, boolean now) {
        if (node.isVisible() != now || node.isManaged() != now) {
            node.setVisible(now);
            node.setManaged(now);
        }
    }
}
