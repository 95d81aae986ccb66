package dev.belay.db.postgresql;

import org.postgresql.PGProperty;
import org.postgresql.ssl.LazyKeyManager;
import org.postgresql.ssl.PKCS12KeyManager;
import org.postgresql.ssl.WrappedFactory;

import java.util.Locale;
import java.util.Properties;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;

/**
 * TLS that trusts the authorities the platform trusts, and shows a client certificate where there
 * is one. pgjdbc makes it by name; its own factories can do only one of the two.
 */
public final class PlatformTrust extends WrappedFactory {

    /** Called by pgjdbc with the connection's properties. */
    public PlatformTrust(Properties properties) throws Exception {
        String certificate = PGProperty.SSL_CERT.getOrDefault(properties);
        String key = PGProperty.SSL_KEY.getOrDefault(properties);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key == null ? null : new KeyManager[] {keys(certificate, key)}, null, null);
        factory = context.getSocketFactory();
    }

    private static KeyManager keys(String certificate, String key) throws Exception {
        String name = key.toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx")
                ? new PKCS12KeyManager(key, NO_PASSWORD)
                : new LazyKeyManager(certificate, key, NO_PASSWORD, false);
    }

    private static final CallbackHandler NO_PASSWORD =
            callbacks -> {
                for (Callback callback : callbacks) {
                    if (callback instanceof PasswordCallback password) {
                        password.setPassword(new char[0]);
                    }
                }
            };
}
