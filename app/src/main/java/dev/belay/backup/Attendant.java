package dev.belay.backup;

import java.util.OptionalDouble;

/** Who waits for a copy: hears how far it is, and may wish its end. */
public interface Attendant {
    /**
     * @param what is done now, in words
     * @param share of it that is done, 0 to 1, where it is known
     */
    void at(String what, OptionalDouble share);

    /** True if the end was wished. */
    boolean gone();

    /** Runs this once when the end is wished, on the wishing thread; at once if it was. */
    void whenGone(Runnable then);
}
