package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SSH host that a server is reached through; keys, agent and known hosts are those of the user's
 * own ssh.
 */
public record SshJump(String host, int port, @Nullable String user) {
    public static final int DEFAULT_PORT = 22;
    private static final Pattern TEXT = Pattern.compile("(?:([^@]+)@)?([^@:]+)(?::(\\d{1,5}))?");

    /** As people write it: {@code ops@bastion}, {@code ops@bastion:2222}, {@code bastion}. */
    public String text() {
        return (user == null ? "" : user + "@") + host + (port == DEFAULT_PORT ? "" : ":" + port);
    }

    /** The jump of such a text, or empty if it is none or could be taken for an option of ssh. */
    public static Optional<SshJump> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3);
        SshJump jump =
                new SshJump(
                        matcher.group(2),
                        port == null ? DEFAULT_PORT : Integer.parseInt(port),
                        matcher.group(1));
        return ProfileRules.isJump(jump) ? Optional.of(jump) : Optional.empty();
    }
}
