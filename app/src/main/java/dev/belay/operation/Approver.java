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

    /**
     * Hears of a plan that was made without the claim, before anything is made for one.
     *
     * @throws dev.belay.message.BelayException if it would be refused, whatever is seen under it
     */
    default void foresee(Plan plan) {}
}
