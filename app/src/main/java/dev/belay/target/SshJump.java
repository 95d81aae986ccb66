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
    private static final Pattern TEXT =
            Pattern.compile(
                    "(?:(?<user>.+)@)?"
                            + "(?:\\[(?<address>[^@\\[\\]]+)]|(?<name>[^@:\\[\\]]+))"
                            + "(?::(?<port>[0-9]{1,5}))?");

    /**
     * As people write it: {@code ops@bastion}, {@code ops@bastion:2222}, {@code bastion}, {@code
     * [2001:db8::1]:2222}.
     */
    public String text() {
        String there = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (user == null ? "" : user + "@") + there + (port == DEFAULT_PORT ? "" : ":" + port);
    }

    /** The jump of such a text, or empty if it is none or could be taken for an option of ssh. */
    public static Optional<SshJump> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group("address");
        String port = matcher.group("port");
        SshJump jump =
                new SshJump(
                        address == null ? matcher.group("name") : address,
                        port == null ? DEFAULT_PORT : Integer.parseInt(port),
                        matcher.group("user"));
        return ProfileRules.isJump(jump) ? Optional.of(jump) : Optional.empty();
    }
}
