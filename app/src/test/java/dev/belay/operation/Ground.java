package dev.belay.operation;

import dev.belay.target.Target;

/** A database that is killed over and over, and how it is brought back. */
interface Ground {
    /** What operations and commands name. */
    Target target();

    /** The same as a command is told it. */
    String url();

    /** Keeps the database as it stands under a name. */
    void keep(String name) throws Exception;

    /** Brings it back as it was kept; nothing may be open on it. */
    void bring(String name) throws Exception;

    /** Waits until nothing of a killed process goes on. */
    void quiet() throws Exception;

    /** How it stands, found without touching what a killed process left. */
    Standing standing(Workshop workshop) throws Exception;
}
