package dev.belay.operation;

import dev.belay.lint.Judgement;
import dev.belay.lint.Risk;

import org.jspecify.annotations.Nullable;

/**
 * One thing a plan will do.
 *
 * @param place where it is written, {@code U7__index.sql:1}, or null
 * @param act in words
 * @param sql the statement as it will be sent, or null if it is not one statement
 * @param lock the strongest lock it takes, in the engine's own term, or null
 */
public record Step(
        @Nullable String place,
        String act,
        @Nullable String sql,
        @Nullable String lock,
        Risk risk) {

    /** A step that is no statement. */
    static Step of(String act, Risk risk) {
        return new Step(null, act, null, null, risk);
    }

    /** A statement, as it was judged. */
    static Step of(@Nullable String place, String sql, Judgement judgement) {
        return new Step(place, judgement.what(), sql, judgement.lock(), judgement.risk());
    }

    /** In words, with its place. */
    public String what() {
        return place == null ? act : place + "  " + act;
    }

    Step withRisk(Risk other) {
        return new Step(place, act, sql, lock, other);
    }
}
