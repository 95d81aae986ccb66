package dev.belay.db;

import dev.belay.message.Problem;

/** Why a connection was not made, and what could help. */
public record ConnectFailure(Problem problem, Remedy remedy) {
    /** What could make the next try succeed. */
    public enum Remedy {
        /** Time alone: the server starts, is full, is not reached. */
        WAITING,
        /** A password: it was missing or is not the right one. */
        PASSWORD,
        /** Another state of the target's file: as it is now, it cannot be read. */
        REPAIR,
        /** A change of the target or its server: an unknown database, TLS refused. */
        CHANGE
    }

    /**
     * @param permanent true where another try cannot help until something is changed
     */
    public ConnectFailure(Problem problem, boolean permanent) {
        this(problem, permanent ? Remedy.CHANGE : Remedy.WAITING);
    }

    /** True where another try cannot help by itself. */
    public boolean permanent() {
        return remedy != Remedy.WAITING;
    }
}
