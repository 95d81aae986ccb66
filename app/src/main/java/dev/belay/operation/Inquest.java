package dev.belay.operation;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds what an operation had begun against what it would do now. What is left to do tells what is
 * done; of scripts that do not change what a plan depends on, only the journal and the status of
 * its last transaction can tell.
 */
final class Inquest {
    private static final String COMMITTED = "committed";
    private static final String ABORTED = "aborted";

    private final Trail trail;
    private final Plan now;
    private final @Nullable String status;
    private final List<String> done = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /**
     * @param status what the server says of the last transaction, null if it cannot tell
     */
    private Inquest(Trail trail, Plan now, @Nullable String status) {
        this.trail = trail;
        this.now = now;
        this.status = status;
    }

    /**
     * @param fingerprint of the database the operation began on
     * @param basis what its plan depended on
     * @param status what the server says of the last transaction, null if it cannot tell
     */
    static Found of(
            Trail trail, String fingerprint, String basis, Plan now, @Nullable String status) {
        boolean another =
                !now.fingerprint().equals(fingerprint)
                        && !fingerprint.equals(Messages.text("operation.new-file"));
        return another
                ? Found.of(Found.State.ANOTHER, "recovery.another", now.fingerprint(), fingerprint)
                : new Inquest(trail, now, status).found(basis);
    }

    private Found found(String basis) {
        for (String piece : trail.pieces()) {
            if (isDone(piece)) {
                done.add(piece);
            }
        }
        for (Part due : now.parts()) {
            if (done.stream().noneMatch(due::isOf)) {
                left.add(due.piece());
            }
        }
        Part open = part(trail.open());
        if (open != null && left.contains(open.piece()) && undecided(open)) {
            String piece = Pieces.word(open.piece());
            String key =
                    open.bare()
                            ? "recovery.undecided.bare"
                            : trail.transaction().isEmpty()
                                    ? "recovery.undecided.file"
                                    : "recovery.undecided.old";
            return found(Found.State.UNDECIDED, prefixed(Messages.text(key, piece)));
        }
        if (left.isEmpty()) {
            return found(Found.State.DONE, Messages.text("recovery.after"));
        }
        if (!done.isEmpty()) {
            return found(
                    Found.State.PARTLY,
                    Messages.text("recovery.partly", Pieces.words(done), Pieces.words(left)));
        }
        boolean same = now.basis().equals(basis);
        return found(
                Found.State.BEFORE, Messages.text(same ? "recovery.before" : "recovery.nothing"));
    }

    private Found found(Found.State state, String sentence) {
        return new Found(state, done, left, sentence);
    }

    private String prefixed(String sentence) {
        return done.isEmpty()
                ? sentence
                : Messages.text("recovery.undecided", Pieces.words(done), sentence);
    }

    private boolean isDone(String piece) {
        Part due = part(piece);
        return due == null || (due.always() && committed(piece));
    }

    /** True if its last transaction was committed for certain, by the journal or by the server. */
    private boolean committed(String piece) {
        return !piece.equals(trail.open()) || COMMITTED.equals(status);
    }

    private boolean undecided(Part open) {
        if (open.bare()) {
            return true;
        }
        return open.always() && trail.commit() != null && !ABORTED.equals(status);
    }

    /** What is to be done of a piece now, or null for nothing. */
    private @Nullable Part part(@Nullable String piece) {
        return piece == null
                ? null
                : now.parts().stream().filter(p -> p.isOf(piece)).findFirst().orElse(null);
    }
}
