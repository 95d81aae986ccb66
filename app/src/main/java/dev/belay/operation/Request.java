package dev.belay.operation;

import dev.belay.target.Secret;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A change that is wished for, not yet planned.
 *
 * @param operation the command's word for it: {@code rollback}
 * @param arguments by the names of the command's options without dashes: {@code to}
 * @param withoutCopy true if the operator chose to go on where no safety copy can be taken
 * @param secret a passphrase that it needs; it is kept nowhere
 */
public record Request(
        String operation,
        Map<String, String> arguments,
        boolean withoutCopy,
        @Nullable Secret secret) {
    public Request {
        arguments = Map.copyOf(arguments);
    }

    public Request(String operation, Map<String, String> arguments, boolean withoutCopy) {
        this(operation, arguments, withoutCopy, null);
    }

    public static Request of(String operation) {
        return new Request(operation, Map.of(), false);
    }

    public static Request of(String operation, String argument, String value) {
        return new Request(operation, Map.of(argument, value), false);
    }

    /** The same, without a safety copy where none can be taken. */
    public Request waived() {
        return new Request(operation, arguments, true, secret);
    }
}
