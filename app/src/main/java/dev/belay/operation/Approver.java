package dev.belay.operation;

/**
 * Gives the approval for the plan as it is under the claim: a command of what it was called with, a
 * window of what was approved before.
 */
@FunctionalInterface
public interface Approver {
    /**
     * @throws dev.belay.message.BelayException if it is refused
     */
    Approval approve(Plan now);
}
