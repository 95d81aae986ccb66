package dev.belay.operation;

import dev.belay.backup.Proof;
import dev.belay.backup.Stored;
import dev.belay.message.Problem;

/** How it ended to prove a backup. The backup itself is there, whatever the end. */
public sealed interface Proved {
    /** The backup, with its proof if there is one. */
    Stored stored();

    /** It was restored into scratch, and its rows are those of its manifest. */
    record Yes(Stored stored, Proof proof) implements Proved {}

    /**
     * It was not.
     *
     * @param reason why
     * @param faulty true if the backup itself is in question: it was read or restored, and that
     *     failed; false if nothing allowed or enabled Belay to try
     */
    record No(Stored stored, Problem reason, boolean faulty) implements Proved {}
}
