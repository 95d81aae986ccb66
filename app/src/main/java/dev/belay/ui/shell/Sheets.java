package dev.belay.ui.shell;

import dev.belay.ui.kit.Screen;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The one sheet that may lie above the pages: it dims them and has keys and focus to itself. */
final class Sheets extends StackPane {
    private @Nullable Screen open;
    private @Nullable Node focusBefore;

    Sheets() {
        getStyleClass().add("dimmed");
        setVisible(false);
    }

    @Nullable Screen open() {
        return open;
    }

    void show(Screen sheet) {
        close();
        focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        open = sheet;
        getChildren().setAll(sheet.node());
        setVisible(true);
        sheet.onShow();
        sheet.node().applyCss();
        sheet.focusContent();
    }

    void close() {
        Screen before = open;
        if (before == null) {
            return;
        }
        open = null;
        setVisible(false);
        getChildren().clear();
        before.onHide();
        before.close();
        if (focusBefore != null && focusBefore.getScene() != null) {
            focusBefore.requestFocus();
        }
    }

    /**
     * Keeps the focus from wandering by Tab to what lies beneath.
     *
     * @param above what may have it beside the sheet
     */
    void guard(Scene scene, List<? extends Node> above) {
        scene.focusOwnerProperty()
                .subscribe(
                        owner -> {
                            Screen sheet = open;
                            if (sheet != null
                                    && owner != null
                                    && !within(owner, this)
                                    && above.stream().noneMatch(node -> within(owner, node))) {
                                sheet.focusContent();
                            }
                        });
    }

    private static boolean within(Node node, Node whole) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(whole)) {
                return true;
            }
        }
        return false;
    }
}
