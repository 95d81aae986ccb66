package dev.belay.backup;

import dev.belay.target.Keeping;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which backups stay and which may go. Days, weeks and months are those in which backups were
 * taken, so that a clock that jumped ahead makes none of them older.
 *
 * @param stays newest first; never without the newest two, nor without the last that was proven
 * @param goes oldest first
 * @param clockWentBack true if one was taken later than now: then nothing tells how old they are,
 *     and all stay
 */
public record Retention(List<Stored> stays, List<Stored> goes, boolean clockWentBack) {
    /** Two, so that one may be found damaged. */
    private static final int LEAST = 2;

    /** Clocks of two machines differ a little. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final Comparator<Stored> NEWEST =
            Comparator.comparing((Stored s) -> s.manifest().takenAt())
                    .thenComparing(Stored::id)
                    .reversed();

    public Retention {
        stays = List.copyOf(stays);
        goes = List.copyOf(goes);
    }

    /**
     * @param backups of one target, no safety copies
     */
    public static Retention of(List<Stored> backups, Keeping keeping, Instant now) {
        List<Stored> all = backups.stream().sorted(NEWEST).toList();
        boolean back = all.stream().anyMatch(s -> s.manifest().takenAt().isAfter(now.plus(SLACK)));
        if (back) {
            return new Retention(all, List.of(), true);
        }
        Set<Stored> stays = new LinkedHashSet<>();
        all.stream().limit(Math.max(LEAST, keeping.newest())).forEach(stays::add);
        all.stream().filter(s -> s.proof() != null).findFirst().ifPresent(stays::add);
        newestOf(all, keeping.days(), t -> t.toLocalDate(), stays);
        newestOf(
                all,
                keeping.weeks(),
                t ->
                        t.get(IsoFields.WEEK_BASED_YEAR) * 100
                                + t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                stays);
        newestOf(all, keeping.months(), t -> t.getYear() * 12 + t.getMonthValue(), stays);
        List<Stored> goes = new ArrayList<>(all);
        goes.removeAll(stays);
        return new Retention(all.stream().filter(stays::contains).toList(), goes.reversed(), false);
    }

    private static void newestOf(
            List<Stored> all, int count, Function<ZonedDateTime, Object> span, Set<Stored> stays) {
        Set<Object> seen = new HashSet<>();
        for (Stored each : all) {
            Object own = span.apply(each.manifest().takenAt().atZone(ZoneOffset.UTC));
            if (!seen.contains(own) && seen.size() < count) {
                seen.add(own);
                stays.add(each);
            }
        }
    }
}
