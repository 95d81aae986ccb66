package dev.belay.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** An attendant who may go as soon as it hears something. */
final class Waiting implements Attendant {
    private final boolean impatient;
    private volatile boolean gone;
    private final List<Runnable> listeners = new ArrayList<>();

    Waiting(boolean impatient) {
        this.impatient = impatient;
    }

    @Override
    public void at(String what, OptionalDouble share) {
        if (impatient && !gone) {
            List<Runnable> told;
            synchronized (listeners) {
                gone = true;
                told = List.copyOf(listeners);
            }
            Thread.ofPlatform().start(() -> told.forEach(Runnable::run));
        }
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public void whenGone(Runnable next) {
        synchronized (listeners) {
            listeners.add(next);
        }
        if (gone) {
            next.run();
        }
    }
}
