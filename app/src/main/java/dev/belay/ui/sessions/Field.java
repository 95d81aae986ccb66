package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** What is told of a session, a column each, and how sessions are ordered by it. */
enum Field {
    PID(60, Comparator.comparingInt(Activity::pid), Activity::pid),
    APPLICATION(116, text(Activity::application), Activity::application),
    USERNAME(78, text(Activity::user), Activity::user),
    DATABASE(78, text(Activity::database), Activity::database),
    CLIENT(96, text(Activity::client), Activity::client),
    STATE(116, Comparator.comparingInt(Field::calm), Activity::state),
    AGE(72, longest(a -> a.ages().inState()), a -> a.ages().inState()),
    TRANSACTION(78, longest(a -> a.ages().transaction()), a -> a.ages().transaction()),
    WAITS(108, text(Activity::waits), Activity::waits),
    BLOCKERS(80, Comparator.comparingInt(a -> -a.blockedBy().size()), Activity::blockedBy),
    QUERY(180, text(Activity::query), Activity::query);

    private final double width;
    private final Comparator<Activity> order;
    private final Function<Activity, @Nullable Object> value;

    Field(
            double width,
            Comparator<Activity> order,
            Function<Activity, @Nullable Object> value) {
        this.width = width;
        this.order = order;
        this.value = value;
    }

    double width() {
        return width;
    }

    /** As a person wants it first: the longest, the most, the most troubled. */
    Comparator<Activity> order() {
        return order;
    }

    /** True if the details beside the table tell it as well. */
    boolean spare() {
        return this == USERNAME || this == DATABASE || this == CLIENT || this == WAITS;
    }

    /** True if it is not known of this session, or does not apply. */
    boolean none(Activity session) {
        return value.apply(session) == null;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return Messages.text("sessions.column." + id());
    }

    private static Comparator<Activity> text(Function<Activity, @Nullable String> text) {
        return Comparator.comparing(
                text, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER));
    }

    private static Comparator<Activity> longest(
            Function<Activity, java.time.@Nullable Duration> time) {
        return Comparator.comparing(time, Comparator.nullsLast(Comparator.reverseOrder()));
    }

    /** The less it is, the more a person should look at it. */
    static int calm(Activity session) {
        if (session.blocked()) {
            return 0;
        }
        String state = session.state();
        if (state == null) {
            return 4;
        }
        return state.startsWith("idle in transaction") ? 1 : state.equals("idle") ? 3 : 2;
    }
}
