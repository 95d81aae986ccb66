package dev.belay.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Hears how far an operation is, on the thread that works. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, what, share, left) -> {};

    /**
     * @param what is done now, in words
     * @param share of the phase that is done, 0 to 1, where it is known
     * @param left how long that share will still take to be whole, where it is known
     */
    void at(Phase phase, String what, OptionalDouble share, Optional<Duration> left);

    /** Where how long it will still take is not known: nobody knows that of the next script. */
    default void at(Phase phase, String what, OptionalDouble share) {
        at(phase, what, share, Optional.empty());
    }
}
