package dev.belay.ui.locks;

import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * How long a session waits, as a filled bar, or holds, as an outlined one. It grows by {@link
 * #draw}, which touches nothing as long as the picture stays the same.
 */
final class WaitBar extends Region {
    private static final double THICK = 8;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration WORTH_A_LOOK = Duration.ofSeconds(10);
    private static final List<String> TONES = List.of("holds", "idle", "short", "warn", "fail");

    private final Rectangle bar = new Rectangle(0, THICK);
    private @Nullable Duration age;
    private boolean grows;
    private String tone = "";
    private boolean outlined;

    WaitBar() {
        getStyleClass().add("wait-bar");
        bar.setManaged(false);
        bar.setMouseTransparent(true);
        getChildren().add(bar);
        setMaxWidth(Double.MAX_VALUE);
    }

    /** What it stands for from now on, at the moment it was read. */
    void show(LockRow row) {
        age = row.age();
        grows = !row.gone();
        outlined = !row.waits();
        String now = tone(row);
        if (!now.equals(tone)) {
            tone = now;
            bar.getStyleClass().removeAll(TONES);
            bar.getStyleClass().add(now);
        }
    }

    private static String tone(LockRow row) {
        Duration age = row.age();
        if (!row.waits()) {
            return row.party().idleInTransaction() || row.party().who().gid() != null
                    ? "idle"
                    : "holds";
        }
        if (age == null || age.compareTo(WORTH_A_LOOK) < 0) {
            return "short";
        }
        return age.compareTo(LONG) < 0 ? "warn" : "fail";
    }

    /**
     * @param since how long ago it was read
     * @param full what the whole width stands for
     */
    void draw(Duration since, Duration full) {
        Duration base = age;
        double part =
                base == null || full.isZero()
                        ? 0
                        : (base.toNanos() + (grows ? since.toNanos() : 0))
                                / (double) full.toNanos();
        double room = getWidth();
        // Half a pixel is as fine as anybody sees.
        double width = base == null ? 0 : Math.max(1.5, Math.rint(2 * room * part) / 2.0);
        boolean beyond = width > room;
        double inset = outlined ? 0.5 : 0;
        double now = Math.max(0, (beyond ? room : width) - 2 * inset);
        if (bar.getWidth() != now || bar.getX() != inset) {
            bar.setX(inset);
            bar.setWidth(now);
        }
        bar.setHeight(THICK - 2 * inset);
        bar.setVisible(base != null);
    }

    @Override
    protected double computePrefHeight(double width) {
        return THICK + 4;
    }

    @Override
    protected void layoutChildren() {
        bar.setY(Math.rint((getHeight() - THICK) / 2) + (outlined ? 0.5 : 0));
    }
}
