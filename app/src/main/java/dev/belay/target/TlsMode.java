package dev.belay.target;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far the server's certificate is trusted; the words are libpq's {@code sslmode}. */
public enum TlsMode {
    DISABLE("disable"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String id;

    TlsMode(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The mode of libpq's word; {@code allow}, which Belay does not have, is the safer prefer. */
    public static Optional<TlsMode> of(String word) {
        String id = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(mode -> mode.id.equals(id) || (id.equals("allow") && mode == PREFER))
                .findFirst();
    }
}
