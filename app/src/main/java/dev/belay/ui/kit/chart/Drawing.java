package dev.belay.ui.kit.chart;

import javafx.beans.value.ObservableValue;
import javafx.css.StyleableProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A region that is one canvas, as large as itself and drawn anew with each layout. */
abstract class Drawing extends Region {
    private final Canvas canvas = new Canvas();

    Drawing(String styleClass) {
        getStyleClass().add(styleClass);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** Draws everything; the canvas is empty. */
    abstract void draw(GraphicsContext gc);

    /** A change of this colour is seen at once. */
    final void drawnIn(StyleableProperty<Color> colour) {
        ((ObservableValue<?>) colour).addListener((of, old, now) -> requestLayout());
    }

    @Override
    public String getUserAgentStylesheet() {
        return Sheet.URL;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, getWidth(), getHeight());
        draw(gc);
    }
}
