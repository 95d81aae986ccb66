package dev.belay.seed;

/** A place in a text file; both from 1, the column in characters. */
public record Spot(int line, int column) {
    /** Where a file begins. */
    static final Spot START = new Spot(1, 1);
}
