package dev.belay.db.postgresql;

import org.postgresql.PGProperty;
import org.postgresql.ssl.PGjdbcHostnameVerifier;

import java.util.Properties;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/**
 * Holds a certificate against the server's own name where the connection goes to another address,
 * such as a local forward. pgjdbc makes it by name and gives it the connection's properties.
 */
public final class NamedServer implements HostnameVerifier {
    private final String name;

    /** The name travels as the argument of the socket factory, which has no use for it. */
    public NamedServer(Properties properties) {
        name = String.valueOf(PGProperty.SSL_FACTORY_ARG.getOrDefault(properties));
    }

    @Override
    public boolean verify(String connectedTo, SSLSession session) {
        return PGjdbcHostnameVerifier.INSTANCE.verify(name, session);
    }
}
