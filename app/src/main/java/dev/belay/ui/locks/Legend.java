package dev.belay.ui.locks;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;

/** What the shapes of the tree mean. */
final class Legend extends HBox {
    Legend() {
        super(18);
        getStyleClass().add("locks-legend");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 12, 0, 12));
        SVGPath twig = new SVGPath();
        twig.setContent("M0.5 0 V6.5 H14");
        twig.getStyleClass().add("tree-line");
        getChildren()
                .addAll(
                        entry(twig, "below"),
                        entry(bar("idle"), "holds"),
                        entry(bar("fail"), "waits"),
                        entry(Texts.whole("ACCESS EXCLUSIVE", "tag", "mode", "fail"), "exclusive"),
                        Texts.line(Messages.text("locks.legend.clock"), "small", "muted"));
    }

    private static Node bar(String tone) {
        Rectangle bar = new Rectangle(15, 7);
        bar.getStyleClass().add(tone);
        HBox box = new HBox(bar);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("wait-bar");
        return box;
    }

    private static HBox entry(Node shape, String key) {
        HBox entry =
                new HBox(
                        7,
                        shape,
                        Texts.line(Messages.text("locks.legend." + key), "small", "muted"));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
