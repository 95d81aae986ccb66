package dev.belay.ui.locks;

import dev.belay.ui.kit.Texts;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** A session's number in its place of the tree: the lines that lead to it, and the fold. */
final class Twig extends Region {
    private static final double LEVEL = 16;
    private static final double ROW = 26;
    private static final double FIRST = 8;

    /** Deeper ones stand no further to the right, and tell their depth. */
    private static final int DEEPEST = 5;

    private static final String OPEN = "M0 0 H8 L4 5 Z";
    private static final String FOLDED = "M1.5 -1.5 V6.5 L6.5 2.5 Z";

    private final SVGPath lines = new SVGPath();
    private final SVGPath fold = new SVGPath();
    private final Label depth = Texts.whole("", "small", "muted");
    private final Label name = Texts.line("", "mono");
    private @Nullable LockRow shown;

    /**
     * @param toggled hears of the line to be folded or opened
     */
    Twig(Consumer<LockRow> toggled) {
        lines.getStyleClass().add("tree-line");
        fold.getStyleClass().add("tree-fold");
        fold.setPickOnBounds(true);
        fold.setOnMousePressed(
                e -> {
                    LockRow row = shown;
                    if (row != null) {
                        toggled.accept(row);
                    }
                    e.consume();
                });
        lines.setMouseTransparent(true);
        getChildren().addAll(lines, fold, depth, name);
        getChildren().forEach(c -> c.setManaged(false));
    }

    void show(LockRow row) {
        LockRow before = shown;
        shown = row;
        String gid = row.party().who().gid();
        String pid = gid == null ? Integer.toString(row.party().who().pid()) : gid;
        boolean same =
                before != null
                        && before.depth() == row.depth()
                        && before.trunks() == row.trunks()
                        && before.last() == row.last()
                        && before.open() == row.open()
                        && before.parent() == row.parent()
                        && pid.equals(name.getText());
        name.getStyleClass().removeAll("tree-strong");
        if (row.parent() || row.root()) {
            name.getStyleClass().add("tree-strong");
        }
        if (same) {
            return;
        }
        name.setText(pid);
        depth.setText(row.depth() > DEEPEST ? Integer.toString(row.depth()) : "");
        lines.setContent(path(row));
        fold.setVisible(row.parent());
        fold.setContent(row.open() ? OPEN : FOLDED);
        requestLayout();
    }

    private static String path(LockRow row) {
        int levels = Math.min(row.depth(), DEEPEST);
        StringBuilder path = new StringBuilder();
        for (int level = 0; level < levels - 1; level++) {
            if ((row.trunks() & 1L << level) != 0) {
                path.append("M%s 0 V26 ".formatted(x(level)));
            }
        }
        if (levels > 0) {
            double x = x(levels - 1);
            path.append(
                    "M%s 0 V%s M%s 13.5 H%s".formatted(x, row.last() ? "13.5" : "26", x, x + 8));
        }
        return path.toString();
    }

    private static double x(int level) {
        return FIRST + 0.5 + level * LEVEL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 60;
    }

    @Override
    protected void layoutChildren() {
        LockRow row = shown;
        if (row == null) {
            return;
        }
        // Lines of neighbouring rows meet, though a cell leaves room for its row's line.
        double top = -(ROW - 1 - getHeight()) / 2;
        lines.setLayoutY(Math.floor(top));
        double left = FIRST + Math.min(row.depth(), DEEPEST) * LEVEL;
        fold.setLayoutX(left - 4);
        fold.setLayoutY(Math.rint(getHeight() / 2) - 2.5);
        double at = left + 10;
        depth.autosize();
        depth.relocate(at, (getHeight() - depth.getHeight()) / 2);
        if (!depth.getText().isEmpty()) {
            at += depth.getWidth() + 5;
        }
        name.resize(Math.max(0, getWidth() - at), name.prefHeight(-1));
        name.relocate(at, Math.rint((getHeight() - name.getHeight()) / 2));
    }
}
