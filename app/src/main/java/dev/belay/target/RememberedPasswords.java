package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passwords that were given in a URL or typed by the user, for as long as the process lives. They
 * belong to an address, so a profile and a bare URL of the same database share one, and a profile
 * that is pointed elsewhere does not take its password along.
 */
public final class RememberedPasswords implements PasswordSource {
    private record Place(
            String host,
            int port,
            String database,
            @Nullable String user,
            @Nullable SshJump jump) {}

    private final Map<Place, Secret> passwords = new ConcurrentHashMap<>();

    @Override
    public @Nullable Secret password(Target target) {
        return target.address() instanceof Address.Server server
                ? passwords.get(place(server))
                : null;
    }

    /** Keeps a password for the target's address; a file has none. */
    public void remember(Target target, Secret password) {
        if (target.address() instanceof Address.Server server) {
            passwords.put(place(server), password);
        }
    }

    /** Forgets it, as after it was found wrong. */
    public void forget(Target target) {
        if (target.address() instanceof Address.Server server) {
            passwords.remove(place(server));
        }
    }

    private static Place place(Address.Server server) {
        return new Place(
                server.host(), server.port(), server.database(), server.user(), server.jump());
    }
}
