package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** What is told of a session, a column each, and how sessions are ordered by it. */
enum Field {
    PID(60),
    APPLICATION(116),
    USERNAME(78),
    DATABASE(78),
    CLIENT(96),
    STATE(126),
    AGE(94),
    TRANSACTION(94),
    WAITS(108),
    BLOCKERS(80),
    QUERY(170);

    private final double width;

    Field(double width) {
        this.width = width;
    }

    double width() {
        return width;
    }

    /** As a person wants it first: the longest, the most, the most troubled. */
    Comparator<Activity> order() {
        return switch (this) {
            case PID -> Comparator.comparingInt(Activity::pid);
            case APPLICATION -> text(Activity::application);
            case USERNAME -> text(Activity::user);
            case DATABASE -> text(Activity::database);
            case CLIENT -> text(Activity::client);
            case STATE -> Comparator.comparingInt(Field::calm);
            case AGE -> longest(a -> a.ages().inState());
            case TRANSACTION -> longest(a -> a.ages().transaction());
            case WAITS -> text(Activity::waits);
            case BLOCKERS -> Comparator.comparingInt(a -> -a.blockedBy().size());
            case QUERY -> text(Activity::query);
        };
    }

    /** True if the details beside the table tell it as well. */
    boolean spare() {
        return this == USERNAME || this == DATABASE || this == CLIENT || this == WAITS;
    }

    /** True if it is not known of this session, or does not apply. */
    boolean none(Activity session) {
        return switch (this) {
            case PID, BLOCKERS -> false;
            case APPLICATION -> session.application() == null;
            case USERNAME -> session.user() == null;
            case DATABASE -> session.database() == null;
            case CLIENT -> session.client() == null;
            case STATE -> session.state() == null;
            case AGE -> session.ages().inState() == null;
            case TRANSACTION -> session.ages().transaction() == null;
            case WAITS -> session.waits() == null;
            case QUERY -> session.query() == null;
        };
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return Messages.text("sessions.column." + id());
    }

    private static Comparator<Activity> text(Function<Activity, @Nullable String> text) {
        return Comparator.comparing(text, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER));
    }

    private static Comparator<Activity> longest(Function<Activity, @Nullable Duration> time) {
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
        return session.idleInTransaction() ? 1 : state.equals("idle") ? 3 : 2;
    }
}
