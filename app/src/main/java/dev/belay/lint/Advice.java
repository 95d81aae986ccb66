package dev.belay.lint;

import dev.belay.message.Messages;

import java.util.List;

/** What a person should think of before a statement runs. */
public record Advice(String key, List<String> arguments) {
    public Advice {
        arguments = List.copyOf(arguments);
    }

    static Advice of(String key, String... arguments) {
        return new Advice(key, List.of(arguments));
    }

    /** True if it is good to know, and nothing to be weighed. */
    public boolean remark() {
        return key.equals(PlanLint.CALL);
    }

    /** In one or two sentences: what happens, and what to do instead. */
    public String text() {
        return Messages.text(key, arguments.toArray());
    }
}
