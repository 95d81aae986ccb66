package dev.belay.ui.kit;

import dev.belay.target.Environment;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/** An environment as mark, colour and word, in the form of a table or of the header. */
public final class EnvironmentTag extends HBox {
    private static final double MARK = 9;
    private static final String FRAME = "M0.65 0.65 H8.35 V8.35 H0.65 Z";

    private EnvironmentTag(Environment environment, boolean header) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("environment-tag", environment.id());
        Label word = new Label(environment.tag());
        word.getStyleClass().add("word");
        word.setMinWidth(Region.USE_PREF_SIZE);
        if (header) {
            getStyleClass().add("header");
        } else {
            getChildren().add(mark(environment));
        }
        getChildren().add(word);
        setMaxWidth(Region.USE_PREF_SIZE);
        setMinWidth(Region.USE_PREF_SIZE);
    }

    /** ■ PROD, half-filled STAGE, □ DEV. */
    public static EnvironmentTag inTable(Environment environment) {
        return new EnvironmentTag(environment, false);
    }

    /** A filled, outlined or dashed tag. */
    public static EnvironmentTag inHeader(Environment environment) {
        return new EnvironmentTag(environment, true);
    }

    private static Pane mark(Environment environment) {
        SVGPath fill = path("mark-fill");
        SVGPath line = path("mark-line");
        switch (environment) {
            case PRODUCTION -> fill.setContent("M0 0 H9 V9 H0 Z");
            case STAGING -> {
                fill.setContent("M1 4.5 H8 V8 H1 Z");
                line.setContent(FRAME);
            }
            case DEVELOPMENT -> line.setContent(FRAME);
        }
        Pane mark = new Pane(fill, line);
        mark.setMinSize(MARK, MARK);
        mark.setMaxSize(MARK, MARK);
        return mark;
    }

    private static SVGPath path(String styleClass) {
        SVGPath path = new SVGPath();
        path.setManaged(false);
        path.getStyleClass().add(styleClass);
        return path;
    }
}
