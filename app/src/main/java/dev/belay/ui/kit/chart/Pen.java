package dev.belay.ui.kit.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws what lies along the grid of device pixels: sharp lines, dashes, hatching, words, marks. */
final class Pen {
    private static final double HATCH = 6;
    final GraphicsContext gc;
    final Pixels pixels;

    Pen(GraphicsContext gc, Pixels pixels) {
        this.gc = gc;
        this.pixels = pixels;
    }

    void across(double x, double y, double width, Color colour) {
        gc.setFill(colour);
        gc.fillRect(x, pixels.snap(y - pixels.thin() / 2), width, pixels.thin());
    }

    void down(double x, double y, double height, Color colour) {
        gc.setFill(colour);
        gc.fillRect(pixels.snap(x - pixels.thin() / 2), y, pixels.thin(), height);
    }

    void dashesAcross(double x, double y, double width, double on, double off, Color colour) {
        gc.setFill(colour);
        double line = pixels.snap(y - pixels.thin() / 2);
        for (double at = x; at < x + width; at += on + off) {
            gc.fillRect(at, line, Math.min(on, x + width - at), pixels.thin());
        }
    }

    void dashesDown(double x, double y, double height, Color colour) {
        gc.setFill(colour);
        double line = pixels.snap(x - pixels.thin() / 2);
        for (double at = y; at < y + height; at += 4) {
            gc.fillRect(line, at, pixels.thin(), Math.min(2, y + height - at));
        }
    }

    /** Diagonals that hang together over neighbouring areas of the same canvas. */
    void hatch(double x, double y, double width, double height, Color colour) {
        gc.setStroke(colour);
        gc.setLineWidth(1);
        double right = x + width;
        double bottom = y + height;
        // On a diagonal x + y is the same everywhere.
        for (double sum = Math.ceil((x + y) / HATCH) * HATCH; sum < right + bottom; sum += HATCH) {
            double startX = Math.max(x, sum - bottom);
            double endX = Math.min(right, sum - y);
            if (endX > startX) {
                gc.strokeLine(startX, sum - startX, endX, sum - endX);
            }
        }
    }

    void text(String words, double x, double middle, TextAlignment to, Font font, Color colour) {
        gc.setFont(font);
        gc.setTextAlign(to);
        gc.setTextBaseline(VPos.CENTER);
        gc.setFill(colour);
        gc.fillText(words, pixels.snap(x), pixels.snap(middle));
    }

    /** The shape of a mark, 8 wide, around a middle. */
    void mark(Mark.Kind kind, double x, double y, Color colour) {
        gc.setFill(colour);
        gc.setStroke(colour);
        double at = pixels.snap(x);
        switch (kind) {
            case MIGRATION ->
                    gc.fillPolygon(
                            new double[] {at - 4.5, at, at + 4.5},
                            new double[] {y + 4, y - 4, y + 4},
                            3);
            case BACKUP -> gc.fillRect(at - 4, y - 4, 8, 8);
            case ALERT ->
                    gc.fillPolygon(
                            new double[] {at - 4.5, at, at + 4.5, at},
                            new double[] {y, y - 4.5, y, y + 4.5},
                            4);
            case CANCEL -> {
                gc.setLineWidth(1.8);
                gc.strokeLine(at - 3.5, y - 3.5, at + 3.5, y + 3.5);
                gc.strokeLine(at - 3.5, y + 3.5, at + 3.5, y - 3.5);
            }
            case NOTE -> {
                gc.setLineWidth(1.2);
                gc.strokePolygon(
                        new double[] {at - 4, at + 4, at + 4, at + 1, at - 4},
                        new double[] {y - 4, y - 4, y + 1, y + 4, y + 4},
                        5);
            }
        }
    }
}
