package dev.belay.ui.overview;

import dev.belay.db.Metric;
import dev.belay.history.History;
import dev.belay.message.Messages;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Trail;
import dev.belay.watch.View;
import dev.belay.watch.Watch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What happened on a target: migrations that ran or were undone, lock waits that matter. */
public final class TargetMarks {
    /** A wait that comes and goes is one event. */
    private static final Duration CALM = Duration.ofSeconds(60);

    /** Scripts closer than this ran together and are one event. */
    private static final Duration RUN = Duration.ofSeconds(20);

    private static final Duration HOUR = Duration.ofHours(1);

    private TargetMarks() {}

    /** A script that ran, or was undone. */
    private record Ran(Instant at, boolean versioned, String words) {}

    /**
     * The marks of the last hour, the oldest first.
     *
     * @param deeds what was done to it besides
     */
    public static List<Mark> of(Watch watch, Instant now, List<Mark> deeds) {
        Instant start = now.minus(HOUR);
        return of(watch.view(), watch.trail().slice(start, now), start, deeds);
    }

    /** The marks since a time, the oldest first. */
    static List<Mark> of(View view, Trail.Slice slice, Instant start, List<Mark> deeds) {
        List<Mark> marks = new ArrayList<>(migrations(view.history(), start));
        deeds.stream().filter(d -> d.at().isAfter(start)).forEach(marks::add);
        marks.addAll(waits(view, slice));
        marks.sort(Comparator.comparing(Mark::at));
        return List.copyOf(marks);
    }

    private static List<Mark> migrations(@Nullable History history, Instant start) {
        List<Mark> marks = new ArrayList<>();
        if (history == null) {
            return marks;
        }
        List<Ran> ran = ran(history).stream().filter(r -> r.at().isAfter(start)).toList();
        int first = 0;
        for (int i = 0; i < ran.size(); i++) {
            boolean last = i + 1 == ran.size();
            if (last || apart(ran.get(i), ran.get(i + 1))) {
                List<Ran> run = ran.subList(first, i + 1);
                marks.add(new Mark(run.getLast().at(), Mark.Kind.MIGRATION, words(run)));
                first = i + 1;
            }
        }
        return marks;
    }

    private static List<Ran> ran(History history) {
        Stream<Ran> done =
                history.migrations().stream()
                        .filter(m -> m.installedOn() != null)
                        .map(
                                m ->
                                        new Ran(
                                                Objects.requireNonNull(m.installedOn()),
                                                m.version() != null,
                                                m.version() == null
                                                        ? m.description()
                                                        : "V" + m.version()));
        Stream<Ran> undone =
                history.undoings().stream()
                        .map(
                                u ->
                                        new Ran(
                                                u.at(),
                                                true,
                                                Messages.text("ui.mark.undone", u.version())));
        return Stream.concat(done, undone).sorted(Comparator.comparing(Ran::at)).toList();
    }

    private static boolean apart(Ran one, Ran next) {
        return Duration.between(one.at(), next.at()).compareTo(RUN) > 0;
    }

    /** Where a run arrived: its last version, or else its last script. */
    private static String words(List<Ran> run) {
        return run.reversed().stream()
                .filter(Ran::versioned)
                .findFirst()
                .orElseGet(run::getLast)
                .words();
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
