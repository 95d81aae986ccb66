package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.store.Surroundings;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs of databases on servers: fills the fields one by one, from the URL first, then a service.
 */
final class ServerUrl {
    private static final Pattern SEARCH_PATH =
            Pattern.compile("-c ?search_path=((?:[^\\s\\\\]|\\\\ )+)");

    // An @ in the value of ssh_jump is the one that may stand there.
    private static final Pattern LATE_AT_SIGN = Pattern.compile("@(?<!ssh_jump=[^&@]{1,128}@)");

    private final Engine engine;
    private final String url;
    private final Surroundings around;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private @Nullable String host;
    private @Nullable String port;
    private @Nullable String database;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable TlsMode mode;
    private @Nullable TlsMode ssl;
    private @Nullable Path rootCertificate;
    private @Nullable Path clientCertificate;
    private @Nullable Path clientKey;
    private @Nullable SshJump jump;
    private boolean filling;

    private ServerUrl(Engine engine, String url, Surroundings around) {
        this.engine = engine;
        this.url = url;
        this.around = around;
    }

    static TargetUrl parse(Engine engine, String url, String rest, Surroundings around) {
        return new ServerUrl(engine, url, around).parse(rest);
    }

    private TargetUrl parse(String rest) {
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        if (place.startsWith("//")) {
            authority(place.substring(2), rest);
        } else if (engine == Engine.POSTGRESQL && !place.contains(":")) {
            // pgjdbc's short form for a server on this machine: jdbc:postgresql:shop
            database = nonEmpty(decoded(place.startsWith("/") ? place.substring(1) : place));
        } else {
            throw problem("target.url.form");
        }
        if (question >= 0) {
            UrlOptions.split(url, rest.substring(question + 1)).forEach(this::option);
        }
        fillFromService();
        return result();
    }

    private void authority(String text, String rest) {
        int slash = text.indexOf('/');
        String authority = slash < 0 ? text : text.substring(0, slash);
        int at = authority.lastIndexOf('@');
        if (at < 0 && LATE_AT_SIGN.matcher(rest).find()) {
            throw problem("target.url.at-sign");
        }
        if (at >= 0) {
            String info = authority.substring(0, at);
            int colon = info.indexOf(':');
            user = nonEmpty(decoded(colon < 0 ? info : info.substring(0, colon)));
            password = colon < 0 ? null : nonEmpty(decoded(info.substring(colon + 1)));
        }
        hostAndPort(authority.substring(at + 1));
        if (slash >= 0) {
            database = nonEmpty(decoded(text.substring(slash + 1)));
        }
    }

    private void hostAndPort(String text) {
        if (text.contains(",")) {
            throw problem("target.url.hosts");
        }
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            if (bracket < 0 || (bracket + 1 < text.length() && colon != bracket + 1)) {
                throw problem("target.url.host");
            }
            host = text.substring(1, bracket);
        } else {
            String name = colon < 0 ? text : text.substring(0, colon);
            if (name.indexOf(':') >= 0) {
                throw problem("target.url.host");
            }
            host = nonEmpty(decoded(name));
        }
        if (colon >= 0 && (!text.startsWith("[") || colon > text.indexOf(']'))) {
            port = nonEmpty(text.substring(colon + 1));
        }
    }

    private void option(String name, String value) {
        switch (UrlOptions.plain(name)) {
            case "user", "username" -> user = once(name, user, nonEmpty(value));
            case "password" -> password = once(name, password, nonEmpty(value));
            case "host" -> host = once(name, host, nonEmpty(value));
            case "port" -> port = once(name, port, nonEmpty(value));
            case "dbname" -> database = once(name, database, nonEmpty(value));
            case "sslmode" -> mode = once(name, mode, tlsMode(name, value));
            case "ssl", "usessl" -> ssl = once(name, ssl, ssl(name, value));
            case "sslrootcert", "sslca" ->
                    rootCertificate = once(name, rootCertificate, root(value));
            case "sslcert" -> clientCertificate = once(name, clientCertificate, path(name, value));
            case "sslkey" -> clientKey = once(name, clientKey, path(name, value));
            case "sshjump" -> jump = once(name, jump, jump(name, value));
            default -> postgresqlOption(name, value);
        }
    }

    private void postgresqlOption(String name, String value) {
        String plain = UrlOptions.plain(name);
        if (UrlOptions.WITHOUT_EFFECT.contains(plain)) {
            ignored.add(name);
        } else if (engine != Engine.POSTGRESQL) {
            throw UrlOptions.refused(url, name);
        } else {
            switch (plain) {
                case "currentschema", "searchpath", "schema" ->
                        options.putIfAbsent(TargetUrl.SEARCH_PATH, value);
                case "options" ->
                        options.putIfAbsent(TargetUrl.SEARCH_PATH, searchPath(name, value));
                case "channelbinding" -> {
                    if (!List.of("disable", "prefer", "require").contains(value)) {
                        throw UrlOptions.invalid(url, name);
                    }
                    options.putIfAbsent(TargetUrl.CHANNEL_BINDING, value);
                }
                case "service" -> options.putIfAbsent(TargetUrl.SERVICE, value);
                default -> throw UrlOptions.refused(url, name);
            }
        }
    }

    /** What the URL says wins over a service; within the URL nothing may be said twice. */
    private <T> @Nullable T once(String name, @Nullable T present, @Nullable T value) {
        if (present == null) {
            return value;
        }
        if (filling) {
            return present;
        }
        throw TargetUrl.problem("target.url.option-twice", url, name);
    }

    private void fillFromService() {
        String service = options.get(TargetUrl.SERVICE);
        if (service != null) {
            filling = true;
            PgService.section(service, around).forEach(this::option);
        }
    }

    private String searchPath(String name, String value) {
        Matcher matcher = SEARCH_PATH.matcher(value.strip());
        if (!matcher.matches()) {
            throw UrlOptions.invalid(url, name);
        }
        return matcher.group(1).replace("\\ ", " ");
    }

    private TlsMode tlsMode(String name, String value) {
        Optional<TlsMode> known = TlsMode.of(value);
        return known.orElseThrow(() -> UrlOptions.invalid(url, name));
    }

    private TlsMode ssl(String name, String value) {
        return switch (value) {
            case "true", "1" -> TlsMode.VERIFY_FULL;
            case "false", "0" -> TlsMode.DISABLE;
            default -> tlsMode(name, value);
        };
    }

    private SshJump jump(String name, String value) {
        return SshJump.of(value).orElseThrow(() -> UrlOptions.invalid(url, name));
    }

    private @Nullable Path root(String value) {
        // libpq's word for the authorities of the platform, which are the default here.
        return value.equals("system") ? null : path("sslrootcert", value);
    }

    private Path path(String name, String value) {
        try {
            return around.directory().resolve(value).normalize();
        } catch (InvalidPathException e) {
            throw UrlOptions.invalid(url, name);
        }
    }

    private TargetUrl result() {
        String at = host == null ? "localhost" : host;
        if (at.startsWith("/") || at.startsWith("@")) {
            throw problem("target.url.socket");
        }
        if (!ProfileRules.isHost(at)) {
            throw problem(at.contains(",") ? "target.url.hosts" : "target.url.host");
        }
        String name = database == null ? user : database;
        if (name == null) {
            throw problem("target.url.database");
        }
        Tls tls = new Tls(mode == null ? ssl : mode, rootCertificate, clientCertificate, clientKey);
        ProfileRules.certificates(tls);
        Address address = new Address.Server(at, portNumber(), name, user, tls, jump);
        Secret secret = password == null ? null : Secret.of(password);
        return new TargetUrl(engine, address, secret, options, ignored);
    }

    private int portNumber() {
        if (port == null) {
            return engine == Engine.POSTGRESQL ? 5432 : 3306;
        }
        return ProfileRules.port(port).orElseThrow(() -> problem("target.url.port"));
    }

    private String decoded(String text) {
        try {
            return UrlText.decode(text);
        } catch (UrlText.MalformedException e) {
            throw problem("target.url.escape");
        }
    }

    private static @Nullable String nonEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private BelayException problem(String key) {
        return TargetUrl.problem(key, url);
    }
}
