package dev.belay.target;

import org.jspecify.annotations.Nullable;

/**
 * Something that may know a target's password: environment, {@code .pgpass}, memory, later the
 * keychain.
 */
@FunctionalInterface
public interface PasswordSource {
    /** The password, or null if this source knows none. Must not block on a person. */
    @Nullable Secret password(Target target);
}
