package dev.belay.target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** Where a target is: a file, or a database on a server. */
public sealed interface Address {

    /** A SQLite file, as an absolute path. */
    record File(Path path) implements Address {
        public File {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("not absolute: " + path);
            }
        }
    }

    /**
     * A database on a server. A null user means the engine's own default (environment, then the
     * login name).
     *
     * @param host a name or an address; IPv6 without brackets
     */
    record Server(
            String host,
            int port,
            String database,
            @Nullable String user,
            Tls tls,
            @Nullable SshJump jump)
            implements Address {
        public Server withUser(@Nullable String other) {
            return new Server(host, port, database, other, tls, jump);
        }

        /**
         * The same database reached at another place, as through a local forward; its certificate
         * is held against its own name all the same.
         */
        public Server at(String otherHost, int otherPort) {
            return new Server(
                    otherHost, otherPort, database, user, tls.reachedElsewhere(host), null);
        }
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("[::1]");
    }
}
