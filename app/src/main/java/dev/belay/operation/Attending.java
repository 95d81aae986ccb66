package dev.belay.operation;

import dev.belay.backup.Attendant;

import java.util.OptionalDouble;

/** An operation that waits for a copy; a wish that comes after it concerns what follows. */
final class Attending implements Attendant, AutoCloseable {
    private final Rehearsal.Told told;
    private final Stop stop;
    private volatile boolean over;

    Attending(Rehearsal.Told told, Stop stop) {
        this.told = told;
        this.stop = stop;
    }

    /** Waits for copies, of which the time that is left can be told. */
    static Attending evenly(Phase phase, Progress progress, Stop stop) {
        TimeLeft left = new TimeLeft();
        return new Attending(
                (what, share) -> progress.at(phase, what, share, left.at(share)), stop);
    }

    @Override
    public void at(String what, OptionalDouble share) {
        told.at(what, share);
    }

    @Override
    public boolean gone() {
        return stop.wished();
    }

    @Override
    public void whenGone(Runnable then) {
        stop.then(
                () -> {
                    if (!over) {
                        then.run();
                    }
                });
    }

    /** The copy was taken. */
    @Override
    public void close() {
        over = true;
    }
}
