package dev.belay.ui.targets;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.schedule.Timetable;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is written in the field of the schedule.
 *
 * @param table the times it means, or null if nothing is written, or nothing that means any
 * @param fault why it means none; empty if it does, or if nothing is written
 */
record ScheduleText(@Nullable Timetable table, String fault) {
    private static final int TIMES = 3;

    static ScheduleText of(String text) {
        if (text.isEmpty()) {
            return new ScheduleText(null, "");
        }
        try {
            Timetable table = Timetable.of(text, ZoneId.systemDefault());
            return table.next(Instant.now(), 1).isEmpty()
                    ? new ScheduleText(null, Messages.text("targets.fault.never", table.words()))
                    : new ScheduleText(table, "");
        } catch (BelayException e) {
            return new ScheduleText(null, e.problem().why());
        }
    }

    /** The expression, or null if there is none. */
    @Nullable String expression() {
        return table == null ? null : table.expression();
    }

    /** In plain language, with the next three times; what it means that nothing is written. */
    String reading(Instant now) {
        if (table == null) {
            return fault.isEmpty() ? Messages.text("targets.schedule.none") : "";
        }
        List<Instant> next = table.next(now, TIMES);
        return Messages.text(
                "targets.schedule.reading",
                table.words(),
                table.zone().getId(),
                next.stream().map(table::clock).collect(Collectors.joining(", ")));
    }
}
