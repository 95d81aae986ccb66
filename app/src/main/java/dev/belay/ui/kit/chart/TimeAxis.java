package dev.belay.ui.kit.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.LongStream;

/** Where a time axis is labelled, and how: whole steps of the clock on the wall. */
record TimeAxis(Duration step, ZoneId zone) {
    private static final int[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
        86_400
    };
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Labels at least so many pixels apart. */
    static TimeAxis of(TimeSpan span, double apart) {
        double rough = apart * span.pixels().scale() * span.perPixel() / 1000;
        int step = SECONDS[SECONDS.length - 1];
        for (int i = SECONDS.length - 1; i >= 0 && SECONDS[i] >= rough; i--) {
            step = SECONDS[i];
        }
        return new TimeAxis(Duration.ofSeconds(step), ZoneId.systemDefault());
    }

    /** The labelled times from start to end, epoch milliseconds. */
    LongStream ticks(double start, double end) {
        long millis = step.toMillis();
        long offset =
                zone.getRules().getOffset(Instant.ofEpochMilli((long) start)).getTotalSeconds()
                        * 1000L;
        long first = (long) Math.ceil((start + offset) / millis) * millis - offset;
        return LongStream.iterate(first, t -> t <= end, t -> t + millis);
    }

    String label(long time) {
        return (step.toSeconds() < 60 ? TO_THE_SECOND : TO_THE_MINUTE)
                .format(Instant.ofEpochMilli(time).atZone(zone));
    }

    static String clock(long time) {
        return TO_THE_SECOND.format(Instant.ofEpochMilli(time).atZone(ZoneId.systemDefault()));
    }
}
