package dev.belay.ui.kit;

import dev.belay.watch.Status;
import dev.belay.watch.View;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;

import java.util.List;
import java.util.Locale;

/** A status as a shape of its own, 14 px, never told by colour alone. */
public final class StatusIcon extends Region {
    private static final class Shapes {
        static final String RING = "M7 1.2 A5.8 5.8 0 1 1 7 12.8 A5.8 5.8 0 1 1 7 1.2 Z ";
    }

    /** The shapes of the legend. */
    public enum Kind {
        OK("", Shapes.RING + "M4.4 7.2 L6.2 9 L9.6 5.3", ""),
        WARN("M7 1.6 L13 12.2 H1 Z", "", "M7 5.4 V8.2 M7 10.3 V10.4"),
        FAIL(
                "M4.5 1 H9.5 L13 4.5 V9.5 L9.5 13 H4.5 L1 9.5 V4.5 Z",
                "",
                "M4.9 4.9 L9.1 9.1 M9.1 4.9 L4.9 9.1"),
        UNKNOWN("", "M5.5 5.6 A1.6 1.6 0 1 1 7.6 7.1 Q7 7.4 7 8.1 M7 9.9 V10", ""),
        STALE("", Shapes.RING + "M7 3.8 V7.2 L9.2 8.4", ""),
        LOCK("", "M2.5 6.3 H11.5 V12.5 H2.5 Z M4.5 6.3 V4.3 A2.5 2.5 0 0 1 9.5 4.3 V6.3", ""),
        NOTE("", Shapes.RING + "M7 6.7 V9.9 M7 4.2 V4.3", ""),
        PROVEN(
                "M7 1 L12 2.8 V6.8 C12 10 9.8 12 7 13 C4.2 12 2 10 2 6.8 V2.8 Z",
                "",
                "M4.7 7 L6.4 8.7 L9.4 5.4"),
        VERIFIED("", "M7 1 L12 2.8 V6.8 C12 10 9.8 12 7 13 C4.2 12 2 10 2 6.8 V2.8 Z", ""),
        WAITING("", "M7 3.6 A3.4 3.4 0 1 1 7 10.4 A3.4 3.4 0 1 1 7 3.6 Z", "");

        private final String fill;
        private final String line;
        private final String inner;

        Kind(String fill, String line, String inner) {
            this.fill = fill;
            this.line = line;
            this.inner = inner;
        }

        /** The shape for how a target stands. */
        public static Kind of(View.Condition condition) {
            return switch (condition) {
                case FAILING -> FAIL;
                case UNREACHABLE -> STALE;
                case DEGRADED -> WARN;
                case UNKNOWN, PAUSED -> UNKNOWN;
                case HEALTHY -> OK;
            };
        }

        /** The shape for what a check answered. */
        public static Kind of(Status status) {
            return switch (status) {
                case FAIL -> FAIL;
                case WARN -> WARN;
                case NOT_PERMITTED -> LOCK;
                case UNKNOWN -> UNKNOWN;
                case OK -> OK;
            };
        }

        /** Paints it where no style sheet is read; the stroke's ends are the painter's. */
        public void draw(GraphicsContext paint, Roles roles) {
            Color colour = roles.of(role());
            paint.setFill(colour);
            paint.setStroke(colour);
            paint.setLineWidth(LINE);
            stroke(paint, line + (this == UNKNOWN ? " " + Shapes.RING : ""));
            path(paint, fill);
            paint.fill();
            paint.setStroke(roles.of("surface"));
            paint.setLineWidth(INNER);
            stroke(paint, inner);
        }

        private static void stroke(GraphicsContext paint, String path) {
            path(paint, path);
            paint.stroke();
        }

        private static void path(GraphicsContext paint, String path) {
            paint.beginPath();
            if (!path.isBlank()) {
                paint.appendSVGPath(path);
            }
        }

        /** As the style sheet has it. */
        private String role() {
            return switch (this) {
                case OK, PROVEN -> "ok";
                case WARN -> "warn-fill";
                case FAIL -> "fail";
                case UNKNOWN -> "unknown";
                case STALE, LOCK, NOTE, VERIFIED -> "muted";
                case WAITING -> "accent";
            };
        }

        private String styleClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double SIZE = 14;
    private static final double LINE = 1.3;
    private static final double INNER = 1.6;

    private final SVGPath fill = path("fill");
    private final SVGPath line = path("line");
    private final SVGPath dashed = path("line", "dashed");
    private final SVGPath inner = path("inner");
    private Kind kind = Kind.UNKNOWN;

    public StatusIcon(Kind kind) {
        getStyleClass().add("status-icon");
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setMouseTransparent(true);
        getChildren().addAll(fill, dashed, line, inner);
        show(kind);
    }

    /** Changes the shape; cheap when it is the same. */
    public void show(Kind other) {
        getStyleClass().remove(kind.styleClass());
        kind = other;
        getStyleClass().add(kind.styleClass());
        fill.setContent(kind.fill);
        line.setContent(kind.line);
        inner.setContent(kind.inner);
        dashed.setContent(kind == Kind.UNKNOWN ? Shapes.RING : "");
    }

    public Kind kind() {
        return kind;
    }

    private static SVGPath path(String... styleClasses) {
        SVGPath path = new SVGPath();
        path.setManaged(false);
        path.getStyleClass().addAll(List.of(styleClasses));
        return path;
    }
}
