package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.watch.Check;
import dev.belay.watch.Happening;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One check as a line of the page.
 *
 * @param tall true for one that wants attention: its sentence has a line of its own
 * @param age how old the answer is; empty for one that is as new as the readings
 * @param value in a word or two; {@code unknown} where it was not read, empty where there is none
 */
record CheckLine(
        String name,
        Status status,
        StatusIcon.Kind icon,
        String title,
        String detail,
        String age,
        String value,
        boolean tall) {
    /** What is younger needs no date: a reading and an examination come about as often. */
    private static final Duration NEW = Duration.ofSeconds(15);

    /**
     * The lines of a target: what fails first, the more urgent before the less, then all others as
     * they always stand.
     *
     * @param asked answers a person asked for, in place of the usual ones
     */
    static List<CheckLine> of(Health health, Map<String, Check> asked, Instant now) {
        List<Check> checks = new ArrayList<>(health.checks());
        checks.replaceAll(c -> asked.getOrDefault(c.name(), c));
        asked.values().stream()
                .filter(a -> checks.stream().noneMatch(c -> c.name().equals(a.name())))
                .forEach(checks::add);
        List<CheckLine> lines = new ArrayList<>();
        checks.stream()
                .filter(Check::troubles)
                .sorted(Comparator.comparing((Check c) -> c, Happening.WORST_FIRST))
                .forEach(c -> lines.add(of(c, now)));
        checks.stream().filter(c -> !c.troubles()).forEach(c -> lines.add(of(c, now)));
        return lines;
    }

    private static CheckLine of(Check check, Instant now) {
        String value = check.value();
        return new CheckLine(
                check.name(),
                check.status(),
                StatusIcon.Kind.of(check.status()),
                Happening.title(check),
                check.detail(),
                age(check.at(), now),
                value != null ? value : word(check.status()),
                check.troubles());
    }

    private static String age(@Nullable Instant at, Instant now) {
        return at == null || Duration.between(at, now).compareTo(NEW) <= 0
                ? ""
                : Messages.text("overview.row.age", Happening.until(now, at));
    }

    /** Of a time long gone: nothing in it stands out, and the page dates all of it at once. */
    CheckLine low() {
        return low(detail, value);
    }

    CheckLine low(String otherDetail, String otherValue) {
        return new CheckLine(name, status, icon, title, otherDetail, "", otherValue, false);
    }

    private static String word(Status status) {
        return switch (status) {
            case UNKNOWN -> Messages.text("overview.unknown");
            case NOT_PERMITTED -> Messages.text("overview.not_permitted");
            case OK, WARN, FAIL -> "";
        };
    }

    /** {@code 1 failing, 4 degraded, 1 unknown}; a count of none is left out. */
    static String summary(List<CheckLine> lines) {
        List<String> parts = new ArrayList<>();
        part(parts, "overview.failing", count(lines, Status.FAIL));
        part(parts, "overview.degraded", count(lines, Status.WARN));
        part(parts, "overview.unknowns", count(lines, Status.UNKNOWN));
        part(parts, "overview.not_permitteds", count(lines, Status.NOT_PERMITTED));
        boolean well = lines.stream().noneMatch(CheckLine::tall);
        if (well) {
            parts.addFirst(Messages.text("overview.healthy"));
        }
        return String.join(", ", parts);
    }

    private static long count(List<CheckLine> lines, Status status) {
        return lines.stream().filter(l -> l.status() == status).count();
    }

    private static void part(List<String> parts, String key, long count) {
        if (count > 0) {
            parts.add(Messages.text(key, Long.toString(count)));
        }
    }
}
