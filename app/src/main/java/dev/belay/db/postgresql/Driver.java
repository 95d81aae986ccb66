package dev.belay.db.postgresql;

import dev.belay.db.Purpose;
import dev.belay.target.Address;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** pgjdbc with every deadline set, told where to go by setters alone. */
final class Driver {
    /** pgjdbc writes the host into a URL of its own; nothing else may come in by that door. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9a-fA-F:.]+]?");

    private static final String PLATFORM_TRUST = PlatformTrust.class.getName();

    /** Held, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // What pgjdbc prints at the console it throws as well, and Belay tells it in its own words.
        DRIVER_LOG.setLevel(Level.OFF);
    }

    private Driver() {}

    /** Connects; ends within {@link Purpose#LOGIN}, whatever the server does. */
    static Connection connect(Target target, @Nullable Secret password, Purpose purpose)
            throws SQLException {
        return connect(source(target, password, purpose), purpose);
    }

    /**
     * Connects to PgBouncer's admin console, which knows no prepared statements and no settings.
     */
    static Connection console(Target console, @Nullable Secret password) throws SQLException {
        PGSimpleDataSource source = source(console, password, Purpose.WATCH);
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        // Only a connection for replication is left without the SET that a server as old as the
        // console says it is would get; and only from 9.4 on would the server be told of that.
        source.setAssumeMinServerVersion("9.0");
        source.setProperty(PGProperty.REPLICATION, "false");
        return connect(source, Purpose.WATCH);
    }

    private static Connection connect(PGSimpleDataSource source, Purpose purpose)
            throws SQLException {
        Connection connection = source.getConnection();
        connection.setNetworkTimeout(Runnable::run, (int) purpose.socket().toMillis());
        return connection;
    }

    private static PGSimpleDataSource source(
            Target target, @Nullable Secret password, Purpose purpose) throws SQLException {
        Address.Server server = (Address.Server) target.address();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host(server)});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(server.database());
        source.setUser(user(server));
        if (password != null) {
            source.setPassword(password.use(String::new));
        }
        source.setApplicationName(purpose.applicationName());
        // Saves a round trip: the name goes with the first packet. No server below 12 is served.
        source.setAssumeMinServerVersion("12");
        source.setConnectTimeout(seconds(Purpose.CONNECT));
        source.setLoginTimeout(seconds(Purpose.LOGIN));
        // loginTimeout leaves its thread behind in a read that only this ends.
        source.setSocketTimeout(seconds(Purpose.LOGIN));
        source.setCancelSignalTimeout(3);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        // "prefer" binds wherever the server offers it; "require" would refuse certificate logins.
        Map<String, String> options = target.options();
        source.setChannelBinding(options.getOrDefault(TargetUrl.CHANNEL_BINDING, "prefer"));
        if (options.containsKey(TargetUrl.SEARCH_PATH)) {
            source.setCurrentSchema(options.get(TargetUrl.SEARCH_PATH));
        }
        encrypt(source, server);
        return source;
    }

    private static String host(Address.Server server) throws SQLException {
        String host = server.host();
        if (!HOST.matcher(host).matches()) {
            throw new SQLException("not a host name", PostgresqlFailure.BAD_HOST);
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    static String user(Address.Server server) {
        if (server.user() != null) {
            return server.user();
        }
        String environment = System.getenv("PGUSER");
        return environment == null || environment.isEmpty()
                ? System.getProperty("user.name")
                : environment;
    }

    private static void encrypt(PGSimpleDataSource source, Address.Server server) {
        Tls tls = server.tls();
        TlsMode mode = tls.modeFor(server.host());
        source.setSslMode(mode.id());
        if (mode == TlsMode.DISABLE) {
            return;
        }
        if (tls.clientCertificate() != null) {
            source.setSslCert(tls.clientCertificate().toString());
        }
        if (tls.clientKey() != null) {
            source.setSslKey(tls.clientKey().toString());
        }
        // Without one pgjdbc would ask at the console for the password of an encrypted key.
        source.setSslPassword("");
        if (tls.serverName() != null) {
            source.setSslHostnameVerifier(NamedServer.class.getName());
            source.setProperty(PGProperty.SSL_FACTORY_ARG, tls.serverName());
        }
        boolean verifies = mode == TlsMode.VERIFY_CA || mode == TlsMode.VERIFY_FULL;
        if (tls.rootCertificate() != null) {
            source.setSslRootCert(tls.rootCertificate().toString());
        } else if (verifies && !Files.exists(usualRootCertificate())) {
            source.setSslfactory(PLATFORM_TRUST);
        }
    }

    private static Path usualRootCertificate() {
        return Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
