package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.List;

/**
 * How a target was found after an operation on it broke off.
 *
 * @param done the pieces of the work that are done, as its journal names them: scripts, seed sets
 * @param left those that are not
 * @param sentence how the target stands, for people
 */
public record Found(State state, List<String> done, List<String> left, String sentence) {
    /** What is known of the work. */
    public enum State {
        /** Nothing of it is done. */
        BEFORE,
        /** All of it is done. */
        DONE,
        /** Some pieces of it are done, each as a whole. */
        PARTLY,
        /** Of one piece nobody can tell whether it is done, or how much of it. */
        UNDECIDED,
        /** Another database answers at that place. */
        ANOTHER,
        /**
         * The server goes on with it, or another operation works there: it is to be looked again.
         */
        UNDERWAY,
        /** The target could not be looked at: it is to be looked again. */
        UNKNOWN,
        /** It could not be looked at, and another try cannot help until something is changed. */
        BARRED;
    }

    public Found {
        done = List.copyOf(done);
        left = List.copyOf(left);
    }

    static Found of(State state, String key, Object... arguments) {
        return new Found(state, List.of(), List.of(), Messages.text(key, arguments));
    }

    /** True if looking again would find the same. */
    public boolean established() {
        return switch (state) {
            case BEFORE, DONE, PARTLY, UNDECIDED, ANOTHER -> true;
            case UNDERWAY, UNKNOWN, BARRED -> false;
        };
    }
}
