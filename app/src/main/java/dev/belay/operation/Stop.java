package dev.belay.operation;

import java.util.ArrayList;
import java.util.List;

/** A wish to stop, which any thread may utter once. */
public final class Stop {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean wished;

    /** Wished for when either of two is. */
    static Stop either(Stop one, Stop other) {
        Stop either = new Stop();
        one.then(either::wish);
        other.then(either::wish);
        return either;
    }

    /** Asks for the end. */
    public void wish() {
        List<Runnable> told;
        synchronized (this) {
            wished = true;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        told.forEach(Runnable::run);
    }

    public synchronized boolean wished() {
        return wished;
    }

    /** Runs it when the end is asked for, on the asking thread; at once if it was. */
    void then(Runnable listener) {
        boolean now;
        synchronized (this) {
            now = wished;
            if (!now) {
                listeners.add(listener);
            }
        }
        if (now) {
            listener.run();
        }
    }
}
