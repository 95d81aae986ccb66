package dev.belay.activity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What one statement, whatever its values, cost in an interval.
 *
 * @param id as {@code pg_stat_statements} has it
 * @param query its text with the values taken out; empty where it is not known
 * @param calls how often it ran
 * @param mean how long it took each time
 * @param before how long it took each time until then; null where it ran too seldom to say
 * @param share of the time of all statements in that interval, 0 to 1
 * @param usual how it compares with what it was before
 */
public record StatementLoad(
        long id,
        String query,
        long calls,
        Duration mean,
        @Nullable Duration before,
        double share,
        Usual usual) {
    private static final int SLOWER = 5;

    /** How a statement compares with what it was before. */
    public enum Usual {
        AS_EVER,
        /** It never ran before, as far as the server remembers. */
        NEW,
        /** It takes five times what it used to, or more. */
        SLOWER;

        /** Of one that ran before. */
        public static Usual of(Duration mean, @Nullable Duration before) {
            return before != null && mean.compareTo(before.multipliedBy(StatementLoad.SLOWER)) >= 0
                    ? SLOWER
                    : AS_EVER;
        }
    }
}
