package dev.belay.operation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an operation came by its journal. A piece is begun only when the one before it is
 * committed, so that at most the last one is open.
 *
 * @param pieces those that were begun, in their order
 * @param commit the last transaction whose commit was announced in the last piece: its number,
 *     empty where the engine has none; null if none was
 * @param ended true if all the work was done, and was about to be verified
 */
record Trail(List<String> pieces, @Nullable String commit, boolean ended) {
    Trail {
        pieces = List.copyOf(pieces);
    }

    static Trail of(List<Journal.Reached> phases) {
        List<String> pieces = new ArrayList<>();
        String commit = null;
        boolean ended = false;
        for (Journal.Reached reached : phases) {
            switch (reached.phase()) {
                case EXECUTING -> {
                    boolean again = !pieces.isEmpty() && pieces.getLast().equals(reached.note());
                    if (!reached.note().isEmpty() && !again) {
                        pieces.add(reached.note());
                    }
                    commit = null;
                }
                case COMMITTING -> commit = reached.note();
                case VERIFYING -> ended = true;
                case WAITING, LOCKED, SAFE -> {}
            }
        }
        return new Trail(pieces, commit, ended);
    }

    /** The piece that was at work when it broke off, or null. */
    @Nullable String open() {
        return ended || pieces.isEmpty() ? null : pieces.getLast();
    }

    /** The number of the transaction that may have been committed, or empty. */
    String transaction() {
        return ended || commit == null ? "" : commit;
    }
}
