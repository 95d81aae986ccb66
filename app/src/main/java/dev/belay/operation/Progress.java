package dev.belay.operation;

import java.util.OptionalDouble;

/** Hears how far an operation is, on the thread that works. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, what, share) -> {};

    /**
     * @param what is done now, in words
     * @param share of the phase that is done, 0 to 1, where it is known
     */
    void at(Phase phase, String what, OptionalDouble share);
}
