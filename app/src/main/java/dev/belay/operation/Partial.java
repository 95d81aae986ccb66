package dev.belay.operation;

import java.util.Set;

/** A result of an operation that may leave some parts of its plan alone and do the others. */
public interface Partial {
    /** The parts that were left alone, counted from 0. */
    Set<Integer> leftAlone();
}
