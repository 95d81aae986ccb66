package dev.belay.backup;

import dev.belay.db.Purpose;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How PostgreSQL's programs are told where to go: one connection string in which every value is
 * quoted, so that none can be read as something else, a database's name least of all.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">libpq:
 *     connection strings</a>
 */
final class Conninfo {
    /** From that major on the programs know the system's own authorities by a word. */
    private static final int KNOWS_SYSTEM = 16;

    private static final List<Path> AUTHORITIES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/cert.pem"));

    private Conninfo() {}

    /**
     * @param reached the target as it is reached: at a local port where there is a forward
     * @param passwords a password file, or null where no password is known
     * @param major of the program
     */
    static String of(Target reached, @Nullable Path passwords, int major) {
        Address.Server server = (Address.Server) reached.address();
        Map<String, String> parts = new LinkedHashMap<>();
        Tls tls = server.tls();
        if (tls.serverName() == null) {
            parts.put("host", server.host());
        } else {
            // The certificate is held against the one, the packets go to the other.
            parts.put("host", tls.serverName());
            parts.put("hostaddr", server.host());
        }
        parts.put("port", Integer.toString(server.port()));
        if (server.user() != null) {
            parts.put("user", server.user());
        }
        parts.put("dbname", server.database());
        if (passwords != null) {
            parts.put("passfile", passwords.toString());
        }
        encrypt(parts, server, major);
        String binding = reached.options().get(TargetUrl.CHANNEL_BINDING);
        if (binding != null) {
            parts.put("channel_binding", binding);
        }
        parts.put("application_name", Purpose.applicationName("copy"));
        parts.put("connect_timeout", "8");
        parts.put("keepalives_idle", "30");
        parts.put("keepalives_interval", "10");
        parts.put("keepalives_count", "3");
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + quoted(part.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static void encrypt(Map<String, String> parts, Address.Server server, int major) {
        Tls tls = server.tls();
        TlsMode mode = tls.modeFor(server.host());
        parts.put("sslmode", mode.id());
        if (tls.rootCertificate() != null) {
            parts.put("sslrootcert", tls.rootCertificate().toString());
        } else if ((mode == TlsMode.VERIFY_CA || mode == TlsMode.VERIFY_FULL) && !usualRoot()) {
            authorities(major).ifPresent(file -> parts.put("sslrootcert", file));
        }
        if (tls.clientCertificate() != null) {
            parts.put("sslcert", tls.clientCertificate().toString());
        }
        if (tls.clientKey() != null) {
            parts.put("sslkey", tls.clientKey().toString());
        }
    }

    private static boolean usualRoot() {
        return Files.exists(Path.of(System.getProperty("user.home"), ".postgresql", "root.crt"));
    }

    private static java.util.Optional<String> authorities(int major) {
        return AUTHORITIES.stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(Path::toString)
                .or(
                        () ->
                                major >= KNOWS_SYSTEM
                                        ? java.util.Optional.of("system")
                                        : java.util.Optional.empty());
    }

    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
