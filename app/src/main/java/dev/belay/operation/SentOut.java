package dev.belay.operation;

/**
 * How those left who were connected to a database when another took its place.
 *
 * @param finished ended their transaction in time, or left by themselves
 * @param idle were ended, and had nothing open
 * @param broken were ended in a transaction, which was rolled back
 */
public record SentOut(int finished, int idle, int broken) {
    int all() {
        return finished + idle + broken;
    }
}
