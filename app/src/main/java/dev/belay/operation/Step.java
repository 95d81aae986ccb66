package dev.belay.operation;

import dev.belay.lint.Risk;

import org.jspecify.annotations.Nullable;

/**
 * One thing a plan will do.
 *
 * @param what in words
 * @param sql the statement as it will be sent, or null if it is not one statement
 * @param lock the strongest lock it takes, in the engine's own term, or null
 */
public record Step(String what, @Nullable String sql, @Nullable String lock, Risk risk) {}
