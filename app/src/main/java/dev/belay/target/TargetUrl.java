package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Surroundings;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URL says about a target: structured fields, and never the URL itself. Only options of an
 * allow-list get through; everything else is refused by name.
 *
 * @param options what a driver is told beyond the address. Keys: {@code currentSchema} (the search
 *     path), {@code channelBinding} ({@code disable, prefer, require}), {@code service} (the
 *     section of {@code pg_service.conf} that filled the fields)
 * @param ignored options of applications and pools that mean nothing to Belay and change nothing,
 *     such as {@code pool_size}
 */
public record TargetUrl(
        Engine engine,
        Address address,
        @Nullable Secret password,
        Map<String, String> options,
        List<String> ignored) {
    public static final String SEARCH_PATH = "currentSchema";
    public static final String CHANNEL_BINDING = "channelBinding";
    public static final String SERVICE = "service";

    /** Key among a profile's options: who changes the target. It is no option of a URL. */
    public static final String ACT_USER = "actUser";

    /**
     * Key among a profile's options: where the admin console of its PgBouncer is, as {@link
     * PgBouncerPlace} reads it. It is no option of a URL, which may have another of that name.
     */
    public static final String PGBOUNCER = "pgbouncer";

    /** Belay's own option: {@code ssh_jump=ops@bastion:22}. It becomes part of the address. */
    public static final String SSH_JUMP = "ssh_jump";

    /** The keys a target's options can have. */
    public static final Set<String> OPTIONS =
            Set.of(SEARCH_PATH, CHANNEL_BINDING, SERVICE, ACT_USER, PGBOUNCER);

    private static final Pattern SCHEME =
            Pattern.compile("(?i)(jdbc:)?([a-z][a-z0-9]*)(\\+[a-z0-9_.-]+)?:(.*)", Pattern.DOTALL);

    public TargetUrl {
        options = Map.copyOf(options);
        ignored = List.copyOf(ignored);
    }

    /** True for text that is meant as a URL and cannot be the name of a saved target. */
    public static boolean looksLikeUrl(String text) {
        return SCHEME.matcher(text.strip()).matches();
    }

    /**
     * Reads every form of URL in {@code docs/cli.md}. Relative files are resolved in the working
     * folder; {@code service=} is looked up in {@code pg_service.conf}.
     *
     * @throws BelayException with {@link ExitCode#USAGE} for anything else; its text never holds
     *     the password
     */
    public static TargetUrl parse(String text, Surroundings around) {
        String url = text.strip();
        Matcher scheme = SCHEME.matcher(url);
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw problem("target.url.control", url);
        }
        if (!scheme.matches()) {
            throw problem("target.url.scheme", url);
        }
        boolean jdbc = scheme.group(1) != null;
        String rest = scheme.group(4);
        return switch (scheme.group(2).toLowerCase(Locale.ROOT)) {
            case "sqlite" -> FileUrl.parse(url, rest, jdbc, around);
            case "postgresql", "postgres" -> ServerUrl.parse(Engine.POSTGRESQL, url, rest, around);
            case "mysql" -> ServerUrl.parse(Engine.MYSQL, url, rest, around);
            case "mariadb" -> ServerUrl.parse(Engine.MARIADB, url, rest, around);
            default -> throw problem("target.url.scheme", url);
        };
    }

    static BelayException problem(String key, String url, Object... arguments) {
        return Problem.of(key, UrlText.masked(url), ExitCode.USAGE, arguments).asException();
    }

    /** A target of this URL with every default. */
    public Target target(String name, Environment environment) {
        return Target.of(name, engine, environment, address).withOptions(options);
    }

    /** The URL in Belay's own spelling, with a mask where there is a password. */
    public String show() {
        return render(password != null ? ":" + Secret.MASK : "");
    }

    /** The URL in Belay's own spelling without a password; {@link #parse} gives the same fields. */
    public String withoutPassword() {
        return render("");
    }

    /** The URL of a saved target. */
    public static TargetUrl of(Target target) {
        return new TargetUrl(target.engine(), target.address(), null, target.options(), List.of());
    }

    private String render(String secret) {
        return switch (address) {
            case Address.File file -> "sqlite:" + UrlText.encode(file.path().toString(), "/");
            case Address.Server server -> render(server, secret);
        };
    }

    private String render(Address.Server server, String secret) {
        String user = server.user() == null ? "" : UrlText.encode(server.user(), "");
        String host = server.host().indexOf(':') < 0 ? server.host() : "[" + server.host() + "]";
        StringBuilder out = new StringBuilder(engine.id()).append("://");
        if (!user.isEmpty() || !secret.isEmpty()) {
            out.append(user).append(secret).append('@');
        }
        out.append(host).append(':').append(server.port());
        out.append('/').append(UrlText.encode(server.database(), ""));
        char next = '?';
        for (Map.Entry<String, String> option : query(server).entrySet()) {
            out.append(next).append(option.getKey()).append('=');
            out.append(UrlText.encode(option.getValue(), "/"));
            next = '&';
        }
        return out.toString();
    }

    private Map<String, String> query(Address.Server server) {
        Tls tls = server.tls();
        Map<String, String> query = new TreeMap<>(options);
        query.remove(ACT_USER);
        query.remove(PGBOUNCER);
        if (tls.mode() != null) {
            query.put("sslmode", tls.mode().id());
        }
        if (tls.rootCertificate() != null) {
            query.put("sslrootcert", tls.rootCertificate().toString());
        }
        if (tls.clientCertificate() != null) {
            query.put("sslcert", tls.clientCertificate().toString());
        }
        if (tls.clientKey() != null) {
            query.put("sslkey", tls.clientKey().toString());
        }
        if (server.jump() != null) {
            query.put(SSH_JUMP, server.jump().text());
        }
        return query;
    }

    @Override
    public String toString() {
        return show();
    }
}
