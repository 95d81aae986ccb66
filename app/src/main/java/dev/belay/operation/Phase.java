package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.Locale;

/** Where an operation is; each but the first is in the journal before it begins. */
public enum Phase {
    /** Another operation holds the target. */
    WAITING,
    /** The claim is held, the plan is approved, nothing was done. */
    LOCKED,
    /** A copy of the target was taken and verified. */
    SAFE,
    /** Statements are sent. */
    EXECUTING,
    /** The last transaction is about to be committed. */
    COMMITTING,
    /** All is committed; what should be there is looked for. */
    VERIFYING;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String words() {
        return Messages.text("operation.phase." + id());
    }
}
