package dev.belay.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells of one schedule when its time has come. However many times went by unseen, as while the
 * machine slept, it has come once.
 */
final class Due {
    /** A clock that is put back by more than this was wrong before. */
    private static final Duration WRONG = Duration.ofDays(1);

    private final Timetable table;
    private Instant seen;

    /**
     * @param from when it began to be looked at; what was due before is not caught up
     */
    Due(Timetable table, Instant from) {
        this.table = table;
        this.seen = from;
    }

    Timetable table() {
        return table;
    }

    /** True if a time has come that was not seen yet; from then on it is seen. */
    boolean come(Instant now) {
        if (seen.isAfter(now.plus(WRONG))) {
            seen = now;
            return false;
        }
        boolean come = table.last(now).filter(t -> t.isAfter(seen)).isPresent();
        if (come) {
            seen = now;
        }
        return come;
    }
}
