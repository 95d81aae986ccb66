package dev.belay.ui.kit.chart;

import dev.belay.message.Messages;

import javafx.beans.InvalidationListener;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import java.time.Duration;
import java.time.Instant;
import java.util.PrimitiveIterator;

/** The last hour as a strip: labels, marks, what the charts show of it tinted, the edge of now. */
final class HourStrip extends Drawing {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double AXIS = 31;
    private final TimeWindow window;
    private final Inks inks = new Inks(this::requestLayout);

    HourStrip(TimeWindow window) {
        super("hour-strip");
        this.window = window;
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(Messages.text("chart.strip"));
        getChildren().add(inks);
        InvalidationListener again = of -> requestLayout();
        window.now().addListener(again);
        window.range().addListener(again);
        window.pausedAt().addListener(again);
        window.cursor().addListener(again);
        window.marks().addListener(again);
        window.earliest().addListener(again);
        setOnMousePressed(e -> requestFocus());
    }

    @Override
    void draw(GraphicsContext gc) {
        Pixels pixels = Pixels.under(this);
        Instant end = window.now().get();
        TimeSpan span =
                TimeSpan.of(end.minus(HOUR).toEpochMilli(), end.toEpochMilli(), getWidth(), pixels);
        Pen pen = new Pen(gc, pixels);
        shown(pen, span);
        times(pen, span);
        marks(pen, span);
        Instant cursor = window.cursor().get();
        if (cursor != null) {
            pen.down(span.x(cursor.toEpochMilli()), 2, AXIS - 2, inks.of(Ink.STRONG));
        }
        boolean live = window.pausedAt().get() == null;
        gc.setFill(inks.of(live ? Ink.ACCENT : Ink.MUTED));
        gc.fillRect(getWidth() - 2, 2, 2, AXIS);
    }

    private void shown(Pen pen, TimeSpan span) {
        double from = Math.max(0, pen.pixels.snap(span.x(window.start().toEpochMilli())));
        double to = Math.min(getWidth(), pen.pixels.snap(span.x(window.end().toEpochMilli())));
        if (to > from) {
            pen.gc.setFill(inks.of(Ink.ACCENT, 0.12));
            pen.gc.fillRect(from, 1, to - from, AXIS - 1);
            pen.gc.setFill(inks.of(Ink.ACCENT));
            pen.gc.fillRect(from, 1, pen.pixels.thin(), AXIS - 1);
        }
    }

    private void times(Pen pen, TimeSpan span) {
        pen.across(0, AXIS, getWidth(), inks.of(Ink.BORDER));
        TimeAxis axis = TimeAxis.of(span, 110);
        PrimitiveIterator.OfLong ticks = axis.ticks(span.start(), span.end()).iterator();
        while (ticks.hasNext()) {
            long tick = ticks.nextLong();
            String label = axis.label(tick);
            double x = span.x(tick);
            double half = Type.numbers(label) / 2;
            pen.down(x, AXIS, 3, inks.of(Ink.BORDER));
            if (x >= half && x <= getWidth() - half) {
                pen.text(
                        label,
                        x,
                        AXIS + 8.5,
                        TextAlignment.CENTER,
                        Type.NUMBERS,
                        inks.of(Ink.MUTED));
            }
        }
    }

    private void marks(Pen pen, TimeSpan span) {
        double free = getWidth() - 4;
        for (Mark mark : window.marks().get().reversed()) {
            double x = span.x(mark.at().toEpochMilli());
            if (x < 0 || x > getWidth()) {
                continue;
            }
            pen.down(x, 14, AXIS - 14, inks.of(Ink.MUTED, 0.6));
            pen.mark(mark.kind(), x, 10, inks.of(mark.kind().ink));
            if (x + 10 + Type.words(mark.words()) < free) {
                pen.text(
                        mark.words(),
                        x + 9,
                        10,
                        TextAlignment.LEFT,
                        Type.WORDS,
                        inks.of(Ink.MUTED));
            }
            free = x - 8;
        }
    }
}
