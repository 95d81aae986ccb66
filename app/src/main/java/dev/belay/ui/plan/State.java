package dev.belay.ui.plan;

import dev.belay.message.Problem;
import dev.belay.operation.Plan;
import dev.belay.operation.Running;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Where a change stands: on its way to the end of what was planned. */
sealed interface State {
    /** The target is asked for the first time. */
    record Reading() implements State {}

    /** What would be done could not be told. */
    record Unread(Problem problem) implements State {}

    /**
     * A person reads it.
     *
     * @param again true while the target is asked once more
     * @param refused why it was not begun, or null
     */
    record Shown(Plan plan, Instant readAt, boolean again, @Nullable Problem refused)
            implements State {}

    /** It works. */
    record Going(Running running) implements State {}

    /** It is over, and this became of it. */
    record Over(Running running, Running.Ended end) implements State {}
}
