package dev.belay.operation;

import dev.belay.lint.Risk;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Steps of a plan that succeed or fail together: a script, a seed set, a change of the history.
 *
 * @param title what they are for: {@code Undo V7}
 * @param script the file they stand in, or null if they stand in none or in several
 * @param how they are bound together, in a few words; empty where there is nothing to say
 * @param atLeast what all of it takes away, whatever its steps are by themselves: undoing a version
 *     is destructive, even where it makes an index again
 */
public record Part(
        String title, @Nullable String script, String how, Risk atLeast, List<Step> steps) {
    public Part {
        steps = List.copyOf(steps);
    }

    /** A part that takes away what its steps do, and no more. */
    public Part(String title, @Nullable String script, String how, List<Step> steps) {
        this(title, script, how, Risk.HARMLESS, steps);
    }

    /** A part that is one step in words. */
    static Part of(String title, Step step) {
        return new Part(title, null, "", List.of(step));
    }

    /** How the statements of a script are bound to the row that the history has of it. */
    static String bound(boolean transactional) {
        return Messages.text(transactional ? "plan.part.transaction" : "plan.part.bare");
    }

    /** What the journal calls it when it is begun. */
    String piece() {
        return script == null ? title : script;
    }

    /** True if the journal means this part by such a note. */
    boolean isOf(String noted) {
        return noted.equals(piece()) || (script != null && noted.endsWith("/" + script));
    }

    /** What the journal calls a seed set when it is begun, and its part of a plan. */
    static String set(String name) {
        return Messages.text("plan.part.set", name);
    }

    /** True if it is due every time, since nothing tells whether its scripts have run. */
    boolean always() {
        return script == null && steps.stream().allMatch(s -> s.place() != null);
    }

    /** True if no transaction binds it. */
    boolean bare() {
        return script != null && how.equals(bound(false));
    }

    /** The greatest of its steps, and no less than its own. */
    public Risk risk() {
        return steps.stream().map(Step::risk).reduce(atLeast, Risk::and);
    }
}
