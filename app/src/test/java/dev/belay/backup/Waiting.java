package dev.belay.backup;

import java.util.OptionalDouble;

/** An attendant who may go as soon as it hears something. */
final class Waiting implements Attendant {
    private final boolean impatient;
    private boolean gone;
    private Runnable then = () -> {};

    Waiting(boolean impatient) {
        this.impatient = impatient;
    }

    @Override
    public void at(String what, OptionalDouble share) {
        if (impatient && !gone) {
            gone = true;
            Thread.ofPlatform().start(then);
        }
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public void whenGone(Runnable next) {
        then = next;
        if (gone) {
            next.run();
        }
    }
}
