package dev.belay.ui.fleet;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Fonts;
import dev.belay.ui.kit.Roles;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.watch.View;
import dev.belay.watch.Watch;

import javafx.animation.AnimationTimer;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The fleet as it was last known and then as it answers, where the fleet's page will show it, while
 * that and the rest of the window are still to be made: one canvas without a style sheet stands in
 * a third of the time. JavaFX thread.
 */
public final class Prelude extends AnimationTimer {
    /** So long the window's parts wait for first answers; most come sooner, a hung server never. */
    private static final Duration ANSWERS = Duration.ofMillis(250);

    /** The pulse that hands a picture to the painter, and the one after which it is seen. */
    private static final int FRAMES = 2;

    private static final double HEAD = 43;
    private static final double SIDE = 148;
    private static final double FOOT = 24;
    private static final double TIMES = 46;
    private static final double TABLE = 112;
    private static final double LINE = 26;
    private static final double SENTENCE = 346;
    private static final double SEEN = 130;
    private static final double GAP = 8;

    private final Canvas canvas;
    private final GraphicsContext paint;
    private final Roles roles;
    private final List<Watch> watches;
    private final Clock clock;
    private final Runnable over;
    private final Instant end;
    private List<View> painted = List.of();
    private int frames;

    /**
     * @param over called once, when the answers are seen or have not come for a moment
     */
    public Prelude(
            double width,
            double height,
            Roles roles,
            List<Watch> watches,
            Clock clock,
            Runnable over) {
        canvas = new Canvas(width, height);
        paint = canvas.getGraphicsContext2D();
        this.roles = roles;
        this.watches = watches;
        this.clock = clock;
        this.over = over;
        end = clock.instant().plus(ANSWERS);
        paint();
    }

    /** For the window, until {@code over} is called. */
    public Scene scene() {
        return new Scene(
                new Group(canvas), canvas.getWidth(), canvas.getHeight(), roles.of("surface"));
    }

    @Override
    public void handle(long now) {
        if (paint()) {
            frames = 0;
        }
        frames++;
        boolean answered = painted.stream().allMatch(view -> view.last() != null);
        if (frames > FRAMES && (answered || !clock.instant().isBefore(end))) {
            stop();
            over.run();
        }
    }

    /** True if there was anything new. */
    private boolean paint() {
        List<View> views = watches.stream().map(Watch::view).sorted(FleetModel.VIEW_ORDER).toList();
        if (views.equals(painted) && frames > 0) {
            return false;
        }
        painted = views;
        frame();
        double most = canvas.getHeight() - TIMES - FOOT;
        double y = TABLE;
        for (View view : views) {
            if (y + LINE <= most) {
                line(view, y);
                y += LINE;
            }
        }
        return true;
    }

    /** The areas of the window, and who it is. */
    private void frame() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        fill("surface", 0, 0, width, height);
        fill("raised", 0, 0, width, HEAD);
        fill("border", 0, HEAD - 1, width, 1);
        fill("raised", 0, HEAD, SIDE, height - HEAD);
        fill("border", SIDE - 1, HEAD, 1, height - HEAD);
        fill("border", 0, height - FOOT - TIMES, width, 1);
        fill("raised", 0, height - FOOT - TIMES + 1, width, TIMES - 1);
        fill("border", 0, height - FOOT, width, 1);
        fill("sunk", 0, height - FOOT + 1, width, FOOT - 1);
        fill("border", SIDE, TABLE - 1, width - SIDE, 1);
        paint.setFont(Font.font(Fonts.SANS_SEMIBOLD, 15));
        words(Messages.text("app.name"), "strong", 42, 27);
        words(Messages.text("ui.page.fleet"), "strong", SIDE + 12, 27);
    }

    private void line(View view, double y) {
        Instant now = clock.instant();
        double base = y + 17.5;
        icon(StatusIcon.Kind.of(view.condition()), SIDE + 12, y + 6);
        paint.setFont(Font.font(Fonts.SANS_SEMIBOLD, 13));
        words(view.target().name(), "strong", SIDE + 36, base);
        cut(SIDE + SENTENCE - GAP, y);
        paint.setFont(Font.font(Fonts.SANS, 13));
        words(FleetRow.happening(view, now).sentence(), "text", SIDE + SENTENCE, base);
        cut(canvas.getWidth() - SEEN, y);
        paint.setTextAlign(TextAlignment.RIGHT);
        words(
                FleetRow.seen(view, now),
                view.stale(now) ? "stale" : "muted",
                canvas.getWidth() - 18,
                base);
        paint.setTextAlign(TextAlignment.LEFT);
        fill("line", SIDE, y + LINE - 1, canvas.getWidth() - SIDE, 1);
    }

    private void icon(StatusIcon.Kind kind, double x, double y) {
        paint.save();
        paint.translate(x, y);
        paint.setLineCap(StrokeLineCap.ROUND);
        paint.setLineJoin(StrokeLineJoin.ROUND);
        kind.draw(paint, roles);
        paint.restore();
    }

    private void fill(String role, double x, double y, double width, double height) {
        paint.setFill(roles.of(role));
        paint.fillRect(x, y, width, height);
    }

    /** Ends the words of a line there; a clip would take a picture of the whole window. */
    private void cut(double x, double y) {
        fill("surface", x, y, canvas.getWidth() - x, LINE);
    }

    private void words(String words, String role, double x, double y) {
        paint.setFill(roles.of(role));
        paint.fillText(words, x, y);
    }
}
