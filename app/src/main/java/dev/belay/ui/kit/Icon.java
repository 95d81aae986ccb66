package dev.belay.ui.kit;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/** A thin line drawing, 16 px, coloured by its style class. All of Belay's drawings stand here. */
public final class Icon extends Region {
    /** What can be drawn. */
    public enum Shape {
        LOGO("M9.0 6.45 L9.5 6.0 A3.1 3.1 0 1 0 5.5 6.0 L9.5 9.4 A3.1 3.1 0 1 1 5.5 9.4 L6.0 8.95"),
        FLEET("M2 3.5 H14 M2 8 H14 M2 12.5 H14"),
        OVERVIEW("M1.5 8.5 H4.5 L6.5 3.5 L9.5 12.5 L11.5 8.5 H14.5"),
        MIGRATIONS(
                "M4.5 5.5 V10.5 M11.5 5.5 C11.5 8.5 4.8 7.5 4.5 10.5 M4.5 2 A1.7 1.7 0 1 1 4.5 5.4"
                    + " A1.7 1.7 0 1 1 4.5 2 Z M11.5 2 A1.7 1.7 0 1 1 11.5 5.4 A1.7 1.7 0 1 1 11.5"
                    + " 2 Z M4.5 10.6 A1.7 1.7 0 1 1 4.5 14 A1.7 1.7 0 1 1 4.5 10.6 Z"),
        SEEDS(
                "M8 14.5 V7.5 M8 9.5 C8 6 5.6 4.4 2 4.4 C2 7.8 4.4 9.5 8 9.5 M8 7.5 C8 4 10.4 2.2"
                        + " 14 2.2 C14 5.8 11.6 7.5 8 7.5"),
        TARGETS("M1.5 4.5 H8 M12 4.5 H14.5 M10 2.7 V6.3 M1.5 11.5 H4 M8 11.5 H14.5 M6 9.7 V13.3"),
        AUDIT(
                "M3.5 1.5 H9.5 L12.5 4.5 V14.5 H3.5 Z M9.5 1.5 V4.5 H12.5 M5.8 7.5 H10.2 M5.8 10"
                        + " H10.2 M5.8 12.2 H8.4"),
        LOCKS("M3 7 H13 V14 H3 Z M5 7 V4.8 A3 3 0 0 1 11 4.8 V7"),
        SESSIONS(
                "M6 2.4 A2.6 2.6 0 1 1 6 7.6 A2.6 2.6 0 1 1 6 2.4 Z M1.5 13.5 C1.7 10.8 3.4 9.6 6"
                    + " 9.6 C8.6 9.6 10.3 10.8 10.5 13.5 M10.6 3 A2.3 2.3 0 0 1 10.6 7.2 M12 9.8"
                    + " C13.6 10.2 14.4 11.5 14.5 13.5"),
        SEARCH("M7 2 A5 5 0 1 1 7 12 A5 5 0 1 1 7 2 Z M10.7 10.7 L14.3 14.3"),
        EYE(
                "M1.2 8 C3 5 5.4 3.6 8 3.6 C10.6 3.6 13 5 14.8 8 C13 11 10.6 12.4 8 12.4 C5.4 12.4"
                        + " 3 11 1.2 8 Z M8 6 A2 2 0 1 1 8 10 A2 2 0 1 1 8 6 Z"),
        PLUS("M8 2.5 V13.5 M2.5 8 H13.5"),
        BARS("M2 13.5 H14 M3.5 13 V9 M6.5 13 V4 M9.5 13 V6.5 M12.5 13 V9.5"),
        CLOCK("M8 1.5 A6.5 6.5 0 1 1 8 14.5 A6.5 6.5 0 1 1 8 1.5 Z M8 4.2 V8.2 L10.6 9.6"),
        DATABASE(
                "M2 4 C2 2.6 4.7 1.6 8 1.6 C11.3 1.6 14 2.6 14 4 C14 5.4 11.3 6.4 8 6.4 C4.7 6.4 2"
                    + " 5.4 2 4 Z M2 4 V12 C2 13.4 4.7 14.4 8 14.4 C11.3 14.4 14 13.4 14 12 V4 M2 8"
                    + " C2 9.4 4.7 10.4 8 10.4 C11.3 10.4 14 9.4 14 8"),
        TARGET(
                "M8 1.5 A6.5 6.5 0 1 1 8 14.5 A6.5 6.5 0 1 1 8 1.5 Z M8 5 A3 3 0 1 1 8 11 A3 3 0 1"
                        + " 1 8 5 Z"),
        CLIPBOARD("M5.5 2.8 H3 V14.5 H13 V2.8 H10.5 M5.5 1.4 H10.5 V4.4 H5.5 Z"),
        COPY("M5.5 5.5 H14 V14 H5.5 Z M3.5 10.5 H2 V2 H10.5 V3.5"),
        INFO("M8 1.5 A6.5 6.5 0 1 1 8 14.5 A6.5 6.5 0 1 1 8 1.5 Z M8 7.5 V11.4 M8 4.6 V4.7"),
        PAUSE("M5.5 3.5 V12.5 M10.5 3.5 V12.5"),
        PLAY("M5 3 L12.5 8 L5 13 Z"),
        RELOAD("M13.8 2.5 V6 H10.3 M13.4 6 A6 6 0 1 0 14 8.6"),
        FILE("M3.5 1.5 H9.5 L12.5 4.5 V14.5 H3.5 Z M5.8 7 H10.2 M5.8 10 H10.2"),
        FOLDER("M1.5 3 H6 L7.5 5 H14.5 V13 H1.5 Z"),
        CLOSE("M4 4 L12 12 M12 4 L4 12"),
        CHEVRON("M4 6 L8 10 L12 6"),
        TRASH("M2.5 4 H13.5 M6 4 V2.2 H10 V4 M4 4 L4.6 14 H11.4 L12 4"),
        PENCIL("M2.5 13.5 L3.3 10.3 L10.8 2.8 L13.2 5.2 L5.7 12.7 Z"),
        MOON("M13.5 9.6 A6 6 0 1 1 6.4 2.5 A4.8 4.8 0 0 0 13.5 9.6 Z");

        private final String path;

        Shape(String path) {
            this.path = path;
        }
    }

    private static final double SIZE = 16;

    /**
     * @param styleClasses colour it: {@code accent}, {@code warn}, {@code text-coloured}; muted
     *     without
     */
    public Icon(Shape shape, String... styleClasses) {
        getStyleClass().add("icon");
        getStyleClass().addAll(styleClasses);
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setMouseTransparent(true);
        SVGPath line = new SVGPath();
        line.setManaged(false);
        line.setContent(shape.path);
        line.getStyleClass().add("line");
        getChildren().add(line);
    }
}
