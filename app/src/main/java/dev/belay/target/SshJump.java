package dev.belay.target;

import org.jspecify.annotations.Nullable;

/**
 * An SSH host that a server is reached through; keys, agent and known hosts are those of the user's
 * own ssh.
 */
public record SshJump(String host, int port, @Nullable String user) {
    public static final int DEFAULT_PORT = 22;
}
