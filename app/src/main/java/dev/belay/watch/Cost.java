package dev.belay.watch;

/**
 * What watching costs the target.
 *
 * @param millisPerSecond time the target spent on Belay's statements, as round trips: an upper
 *     bound
 * @param statementsPerSecond over the same last minute
 * @param connections held now
 */
public record Cost(double millisPerSecond, double statementsPerSecond, int connections) {
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Milliseconds a second that watching may cost a target. */
    public static final double BUDGET = 5;
}
