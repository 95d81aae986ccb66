package dev.belay.ui.kit.chart;

import dev.belay.ui.kit.StatusIcon;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Bars side by side, one for each thing that was made, its shape above and its day below; a day
 * without any is an empty place. A click chooses a bar.
 */
public final class DayStrip extends Drawing {
    private static final double WIDEST = 31.5;
    private static final double NARROWEST = 18;
    private static final double BAR = 14;
    private static final double ICON = 14;
    private static final double TOP = 24;
    private static final double GROUND = 61;
    private static final double HEIGHT = 82;

    /** How a bar is drawn. */
    public enum Look {
        FILLED(Ink.OK),
        OUTLINED(Ink.MUTED),
        WARNING(Ink.WARN_FILL),
        BROKEN(Ink.FAIL),
        EMPTY(Ink.MUTED);

        private final Ink ink;

        Look(Ink ink) {
            this.ink = ink;
        }
    }

    /**
     * One place.
     *
     * @param label below it, empty for none
     * @param height 0 to 1
     * @param kind the shape above it, or null
     * @param words all of it, in a tooltip
     */
    public record Bar(
            String label, double height, Look look, StatusIcon.@Nullable Kind kind, String words) {}

    private final Inks inks = new Inks(this::requestLayout);
    private final List<StatusIcon> icons = new ArrayList<>();
    private final Tooltip tooltip = new Tooltip();
    private List<Bar> bars = List.of();
    private int chosen = -1;
    private int hovered = -1;

    /**
     * @param choose is given the place that was clicked
     */
    public DayStrip(IntConsumer choose) {
        super("day-strip");
        getChildren().add(inks);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setOnMouseMoved(this::hover);
        setOnMouseClicked(
                e -> {
                    int at = at(e.getX());
                    if (at >= 0) {
                        choose.accept(at);
                    }
                });
    }

    /** How many places there are in a width. */
    public static int places(double width) {
        return (int) Math.max(1, Math.floor(width / NARROWEST));
    }

    /**
     * @param selected the place with a frame, or -1
     */
    public void show(List<Bar> now, int selected) {
        bars = List.copyOf(now);
        chosen = selected;
        while (icons.size() < bars.size()) {
            StatusIcon icon = new StatusIcon(StatusIcon.Kind.NOTE);
            icon.setManaged(false);
            icons.add(icon);
            getChildren().add(icon);
        }
        for (int i = 0; i < icons.size(); i++) {
            StatusIcon.Kind kind = i < bars.size() ? bars.get(i).kind() : null;
            icons.get(i).setVisible(kind != null);
            if (kind != null) {
                icons.get(i).show(kind);
            }
        }
        requestLayout();
    }

    private double slot() {
        return Math.clamp(getWidth() / Math.max(1, bars.size()), NARROWEST, WIDEST);
    }

    private int at(double x) {
        int place = (int) Math.floor(x / slot());
        return place >= 0 && place < bars.size() ? place : -1;
    }

    private void hover(MouseEvent e) {
        int at = at(e.getX());
        if (at != hovered) {
            hovered = at;
            if (at < 0 || bars.get(at).words().isEmpty()) {
                Tooltip.uninstall(this, tooltip);
            } else {
                tooltip.setText(bars.get(at).words());
                Tooltip.install(this, tooltip);
            }
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double slot = slot();
        for (int i = 0; i < bars.size(); i++) {
            double left = Math.round(i * slot + (slot - ICON) / 2);
            icons.get(i).resizeRelocate(left, 3, ICON, ICON);
        }
    }

    @Override
    void draw(GraphicsContext gc) {
        Pen pen = new Pen(gc, Pixels.under(this));
        double slot = slot();
        if (chosen >= 0) {
            frame(pen, chosen * slot, slot);
        }
        pen.across(0, GROUND, getWidth(), inks.of(Ink.BORDER));
        double free = 0;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = i * slot + slot / 2;
            bar(pen, bar, pen.pixels.snap(middle - BAR / 2));
            double half = Type.numbers(bar.label()) / 2;
            if (!bar.label().isEmpty() && middle - half >= free) {
                pen.text(
                        bar.label(),
                        middle,
                        GROUND + 12,
                        TextAlignment.CENTER,
                        Type.NUMBERS,
                        inks.of(Ink.MUTED));
                free = middle + half + slot;
            }
        }
    }

    private void frame(Pen pen, double left, double slot) {
        pen.gc.setFill(inks.of(Ink.ACCENT, 0.1));
        pen.gc.fillRoundRect(left + 2, 0.75, slot - 4, GROUND + 3, 4, 4);
        pen.gc.setStroke(inks.of(Ink.ACCENT));
        pen.gc.setLineWidth(1.5);
        pen.gc.strokeRoundRect(left + 2, 0.75, slot - 4, GROUND + 3, 4, 4);
    }

    private void bar(Pen pen, Bar bar, double left) {
        double height = Math.max(3, Math.round(bar.height() * (GROUND - TOP)));
        double top = GROUND - height;
        Color colour = inks.of(bar.look().ink);
        GraphicsContext gc = pen.gc;
        switch (bar.look()) {
            case FILLED -> {
                gc.setFill(inks.of(bar.look().ink, 0.75));
                gc.fillRect(left, top, BAR, height);
            }
            case WARNING -> {
                gc.setFill(colour);
                gc.fillRect(left, top, BAR, height);
            }
            case OUTLINED -> {
                gc.setStroke(colour);
                gc.setLineWidth(1);
                gc.strokeRect(left + 0.5, top + 0.5, BAR - 1, height - 0.5);
            }
            case BROKEN -> {
                gc.setStroke(colour);
                gc.setLineWidth(1);
                gc.setLineDashes(3, 2);
                gc.strokeRect(left + 0.5, top + 0.5, BAR - 1, height - 0.5);
                gc.setLineDashes();
            }
            case EMPTY -> pen.across(left + 3, GROUND - 5, BAR - 6, colour);
        }
    }
}
