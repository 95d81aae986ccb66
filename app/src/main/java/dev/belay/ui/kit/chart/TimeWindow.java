package dev.belay.ui.kit.chart;

import dev.belay.message.Messages;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Which stretch of time the screens show: it ends now, or stands still while paused. Belongs to the
 * window, so that all pages of a target show the same one. FX thread.
 */
public final class TimeWindow {
    /** How far back the charts go. */
    public enum Range {
        FIVE_MINUTES(Duration.ofMinutes(5)),
        FIFTEEN_MINUTES(Duration.ofMinutes(15)),
        ONE_HOUR(Duration.ofHours(1));

        private final Duration length;

        Range(Duration length) {
            this.length = length;
        }

        public Duration length() {
            return length;
        }

        @Override
        public String toString() {
            return Messages.text("chart.range." + name().toLowerCase(Locale.ROOT));
        }
    }

    private static final List<Duration> FIRST_STEPS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15));
    private final ObjectProperty<Range> range = new SimpleObjectProperty<>(Range.FIFTEEN_MINUTES);
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyObjectWrapper<@Nullable Instant> pausedAt = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Instant> cursor = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Instant> earliest = new SimpleObjectProperty<>();
    private final ObjectProperty<List<Mark>> marks = new SimpleObjectProperty<>(List.of());

    private final BooleanProperty silent = new SimpleBooleanProperty();
    private final BooleanProperty idle = new SimpleBooleanProperty();

    public TimeWindow(Instant start) {
        now = new ReadOnlyObjectWrapper<>(start);
    }

    public ObjectProperty<Range> range() {
        return range;
    }

    /** The clock, once a second. */
    public ReadOnlyObjectProperty<Instant> now() {
        return now.getReadOnlyProperty();
    }

    public void tick(Instant instant) {
        now.set(instant);
    }

    /** When it was paused; null while live. */
    public ReadOnlyObjectProperty<@Nullable Instant> pausedAt() {
        return pausedAt.getReadOnlyProperty();
    }

    public void pause() {
        if (pausedAt.get() == null) {
            pausedAt.set(now.get());
        }
    }

    public void resume() {
        pausedAt.set(null);
    }

    public void toggle() {
        if (pausedAt.get() == null) {
            pause();
        } else {
            resume();
        }
    }

    /** The moment under the pointer or set by keys, shown in all charts; null for none. */
    public ObjectProperty<@Nullable Instant> cursor() {
        return cursor;
    }

    /** What happened; each screen sets the marks of what it shows. */
    public ObjectProperty<List<Mark>> marks() {
        return marks;
    }

    /** True while nothing is watched: there is no time to show then. */
    public BooleanProperty idle() {
        return idle;
    }

    /** True while the target in sight does not answer: what is shown is not what is. */
    public BooleanProperty silent() {
        return silent;
    }

    public Instant end() {
        Instant paused = pausedAt.get();
        return paused == null ? now.get() : paused;
    }

    /**
     * The range before the end; less, in whole steps, while nothing was read yet for so long, so
     * that a chart of the first minute does not hide in a corner.
     */
    public Instant start() {
        Instant known = earliest.get();
        Duration length = range.get().length();
        if (known != null) {
            Duration age = Duration.between(known, end());
            for (Duration step : FIRST_STEPS) {
                if (age.compareTo(step) <= 0 && step.compareTo(length) < 0) {
                    return end().minus(step);
                }
            }
        }
        return end().minus(length);
    }

    /** The oldest reading there is of what is shown; null if that does not matter. */
    public ObjectProperty<@Nullable Instant> earliest() {
        return earliest;
    }

    /** Moves the moment looked at, within what the charts show. */
    public void step(Duration by) {
        Instant at = cursor.get();
        place((at == null ? end() : at).plus(by));
    }

    /** Looks at the next mark, or the one before. */
    public void toMark(boolean next) {
        Instant at = cursor.get() == null ? end() : cursor.get();
        var times = marks.get().stream().map(Mark::at).filter(t -> !t.isBefore(start()));
        var found =
                next
                        ? times.filter(t -> t.isAfter(at)).min(Instant::compareTo)
                        : times.filter(t -> t.isBefore(at)).max(Instant::compareTo);
        found.ifPresent(this::place);
    }

    private void place(Instant at) {
        cursor.set(at.isBefore(start()) ? start() : at.isAfter(end()) ? end() : at);
    }
}
