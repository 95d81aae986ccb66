package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the admin console of a PgBouncer is, as a target's profile names it.
 *
 * @param user who asks it; null for the target's own
 * @param tls how it is reached, null for as the target
 */
public record PgBouncerPlace(String host, int port, @Nullable String user, @Nullable TlsMode tls) {
    public static final int DEFAULT_PORT = 6432;

    /** The one database that its console has. */
    public static final String DATABASE = "pgbouncer";

    private static final Pattern TEXT =
            Pattern.compile(
                    "(?:(?<user>.+)@)?"
                            + "(?:\\[(?<address>[^@\\[\\]]+)]|(?<name>[^@:?\\[\\]]+))"
                            + "(?::(?<port>[0-9]{1,5}))?"
                            + "(?:\\?sslmode=(?<tls>[a-z-]+))?");

    /**
     * Of text as people write it: {@code pool-1}, {@code stats@pool-1:6432}, {@code
     * [2001:db8::1]:6432}, {@code pool-1?sslmode=disable}; empty if it is none.
     */
    public static Optional<PgBouncerPlace> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group("address");
        String host = address == null ? matcher.group("name") : address;
        String port = matcher.group("port");
        String mode = matcher.group("tls");
        Optional<TlsMode> tls = mode == null ? Optional.empty() : TlsMode.of(mode);
        Optional<Integer> number =
                port == null ? Optional.of(DEFAULT_PORT) : ProfileRules.port(port);
        boolean whole = ProfileRules.isHost(host) && (mode == null || tls.isPresent());
        return whole
                ? number.map(
                        n -> new PgBouncerPlace(host, n, matcher.group("user"), tls.orElse(null)))
                : Optional.empty();
    }

    /** Its console, reached from where the target is reached. */
    Address.Server console(Address.Server target) {
        Tls as = target.tls();
        return new Address.Server(
                host,
                port,
                DATABASE,
                user == null ? target.user() : user,
                new Tls(
                        tls == null ? as.mode() : tls,
                        as.rootCertificate(),
                        as.clientCertificate(),
                        as.clientKey()),
                target.jump());
    }
}
