package dev.belay.ui.session;

import dev.belay.activity.Party;
import dev.belay.activity.Who;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Names one session, and no later one of the same number.
 *
 * @param began null where the role may not see it
 */
public record SessionKey(Who who, @Nullable Instant began) {

    public static SessionKey of(Party party) {
        return new SessionKey(party.who(), party.started().backend());
    }
}
