package dev.belay.ui.overview;

import dev.belay.db.Metric;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.message.Messages;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened on a target: migrations that ran, lock waits that began to matter. */
final class TargetMarks {
    /** A wait that comes and goes is one event. */
    private static final Duration CALM = Duration.ofSeconds(60);

    private TargetMarks() {}

    /** The marks since a time, the oldest first. */
    static List<Mark> of(View view, Trail.Slice slice, Instant start) {
        List<Mark> marks = new ArrayList<>(migrations(view.history(), start));
        marks.addAll(waits(view, slice));
        marks.sort(Comparator.comparing(Mark::at));
        return List.copyOf(marks);
    }

    private static List<Mark> migrations(@Nullable History history, Instant start) {
        List<Mark> marks = new ArrayList<>();
        if (history != null) {
            for (Migration migration : history.migrations()) {
                Instant at = migration.installedOn();
                if (at != null && at.isAfter(start)) {
                    String words =
                            migration.version() == null
                                    ? migration.description()
                                    : "V" + migration.version();
                    marks.add(new Mark(at, Mark.Kind.MIGRATION, words));
                }
            }
        }
        return marks;
    }

    private static List<Mark> waits(View view, Trail.Slice slice) {
        double limit = view.target().thresholds().lockWait().toMillis();
        double[] waits = slice.values(Metric.LONGEST_WAIT);
        String words = Messages.text("overview.mark.wait", Unit.MILLIS.words(limit));
        List<Mark> marks = new ArrayList<>();
        long calmSince = Long.MIN_VALUE / 2;
        boolean waiting = false;
        for (int i = 0; i < waits.length; i++) {
            long time = slice.times()[i];
            if (waits[i] > limit && !waiting) {
                if (time - calmSince > CALM.toMillis()) {
                    marks.add(new Mark(Instant.ofEpochMilli(time), Mark.Kind.ALERT, words));
                }
                waiting = true;
            } else if (waits[i] <= limit && waiting) {
                waiting = false;
                calmSince = time;
            }
        }
        return marks;
    }
}
