package dev.belay.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cron expression of five fields, and the times it means in a time zone. */
public final class Timetable {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final String expression;
    private final Cron cron;
    private final ExecutionTime times;
    private final ZoneId zone;

    private Timetable(String expression, Cron cron, ZoneId zone) {
        this.expression = expression;
        this.cron = cron;
        this.times = ExecutionTime.forCron(cron);
        this.zone = zone;
    }

    /**
     * @param expression minute, hour, day of the month, month, day of the week: {@code 0 2 * * *}
     * @throws dev.belay.message.BelayException with {@link ExitCode#USAGE} if it is none
     */
    public static Timetable of(String expression, ZoneId zone) {
        CronParser parser =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        try {
            Cron cron = parser.parse(expression);
            return new Timetable(expression, cron.validate(), zone);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            "schedule.expression",
                            "",
                            ExitCode.USAGE,
                            expression,
                            String.valueOf(e.getMessage()))
                    .asException(e);
        }
    }

    public String expression() {
        return expression;
    }

    /** In plain language: {@code at 02:00}. */
    public String words() {
        return CronDescriptor.instance(Locale.ENGLISH)
                .describe(cron)
                .replaceAll("\\bat (\\w+day) day\\b", "on $1");
    }

    /** A moment as clocks of its zone show it: {@code Sun 22 Nov 02:00}. */
    public String clock(Instant moment) {
        return CLOCK.format(moment.atZone(zone));
    }

    public ZoneId zone() {
        return zone;
    }

    /** The next times after an instant, the soonest first; fewer if there are no more. */
    public List<Instant> next(Instant after, int count) {
        List<Instant> next = new ArrayList<>();
        Optional<ZonedDateTime> wall = times.nextExecution(wall(after));
        while (wall.isPresent() && next.size() < count) {
            Instant at = real(wall.get());
            if (at.isAfter(after)) {
                next.add(at);
            }
            wall = times.nextExecution(wall.get());
        }
        return next;
    }

    /** The last time at an instant or before it; empty if there was none. */
    public Optional<Instant> last(Instant at) {
        ZonedDateTime now = wall(at);
        Optional<ZonedDateTime> wall =
                times.isMatch(now)
                        ? Optional.of(now.truncatedTo(ChronoUnit.MINUTES))
                        : times.lastExecution(now);
        if (wall.isPresent() && real(wall.get()).isAfter(at)) {
            wall = times.lastExecution(wall.get());
        }
        return wall.map(this::real);
    }

    /**
     * What a clock on the wall shows: an expression is held against that, so that a time that a day
     * lacks when clocks are put forward comes an hour later and not a day.
     */
    private ZonedDateTime wall(Instant at) {
        return at.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
    }

    private Instant real(ZonedDateTime wall) {
        return wall.toLocalDateTime().atZone(zone).toInstant();
    }
}
