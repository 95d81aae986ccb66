package dev.belay.target;

import java.util.function.Function;

/** A password in memory. It never prints itself. */
public final class Secret {
    /** What stands in its place wherever something is shown. */
    public static final String MASK = "•••";

    private final char[] value;

    public Secret(char[] value) {
        this.value = value.clone();
    }

    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /** Hands the password to a driver; nothing may keep it longer than the call. */
    public <T> T use(Function<char[], T> user) {
        return user.apply(value.clone());
    }

    @Override
    public String toString() {
        return MASK;
    }
}
