package dev.belay.ui.kit.chart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time in which nothing was seen, in epoch milliseconds: from the last answer before
 * it to the first one after it.
 */
public record Gap(long from, long to) {

    /**
     * The gaps of a run of readings.
     *
     * @param times of all readings, ascending, the missed ones too
     * @param missed true where a reading got no answer
     * @param longest the spacing from which on something is missing, though no reading says so
     * @param until now: what was not seen up to here counts as well
     */
    public static List<Gap> in(long[] times, boolean[] missed, Duration longest, long until) {
        List<Gap> gaps = new ArrayList<>();
        boolean open = false;
        long good = times.length == 0 ? until : times[0];
        for (int i = 0; i < times.length; i++) {
            if (missed[i]) {
                open = true;
                continue;
            }
            if (open || times[i] - good > longest.toMillis()) {
                gaps.add(new Gap(good, times[i]));
            }
            open = false;
            good = times[i];
        }
        if (open || until - good > longest.toMillis()) {
            gaps.add(new Gap(good, until));
        }
        return gaps;
    }

    boolean holds(long time) {
        return time > from && time < to;
    }
}
