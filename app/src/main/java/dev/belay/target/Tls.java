package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * How a connection is encrypted and proven.
 *
 * @param mode null for the default: {@code verify-full}, or {@code prefer} for a loopback address
 * @param rootCertificate PEM file of the authorities trusted, or null for the platform's
 * @param clientCertificate PEM file shown to the server, or null
 * @param clientKey the certificate's key (PKCS-8 DER or PKCS-12), or null
 * @param serverName the name the certificate must have where it is not the host that is connected
 *     to, as through a local forward; null otherwise
 */
public record Tls(
        @Nullable TlsMode mode,
        @Nullable Path rootCertificate,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey,
        @Nullable String serverName) {
    public static final Tls DEFAULT = new Tls(null, null, null, null);

    /** For a server that is connected to by its own name. */
    public Tls(
            @Nullable TlsMode mode,
            @Nullable Path rootCertificate,
            @Nullable Path clientCertificate,
            @Nullable Path clientKey) {
        this(mode, rootCertificate, clientCertificate, clientKey, null);
    }

    /**
     * The same demands on a server that is reached at another address: the mode that is in force
     * for the host, and its name.
     */
    Tls reachedElsewhere(String host) {
        return new Tls(modeFor(host), rootCertificate, clientCertificate, clientKey, host);
    }

    /** The mode in force for a host. */
    public TlsMode modeFor(String host) {
        if (mode != null) {
            return mode;
        }
        return Address.isLoopback(host) ? TlsMode.PREFER : TlsMode.VERIFY_FULL;
    }
}
