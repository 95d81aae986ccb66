package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Function;

/** What sessions are put together by. */
enum Grouping {
    NONE(a -> ""),
    APPLICATION(Activity::application),
    USERNAME(Activity::user),
    STATE(a -> a.blocked() ? Messages.text("sessions.waiting") : a.state());

    private final Function<Activity, @Nullable String> name;

    Grouping(Function<Activity, @Nullable String> name) {
        this.name = name;
    }

    /** What it has in common with others; never empty. */
    String of(Activity session) {
        String known = name.apply(session);
        return known == null || known.isEmpty() ? Messages.text("sessions.unnamed") : known;
    }

    String words() {
        return Messages.text("sessions.group." + name().toLowerCase(Locale.ROOT));
    }
}
