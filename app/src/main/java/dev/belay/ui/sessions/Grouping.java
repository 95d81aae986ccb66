package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What sessions are put together by. */
enum Grouping {
    NONE,
    APPLICATION,
    USERNAME,
    STATE;

    /** What it has in common with others; never empty. */
    String of(Activity session) {
        String known = name(session);
        return known == null || known.isEmpty() ? Messages.text("sessions.unnamed") : known;
    }

    private @Nullable String name(Activity session) {
        return switch (this) {
            case NONE -> null;
            case APPLICATION -> session.application();
            case USERNAME -> session.user();
            case STATE -> session.blocked() ? Messages.text("sessions.waiting") : session.state();
        };
    }

    String words() {
        return Messages.text("sessions.group." + name().toLowerCase(Locale.ROOT));
    }
}
