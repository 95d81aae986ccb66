package dev.belay.db;

import java.time.Duration;

/**
 * What a connection is for; it decides deadlines, name and rights.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">pgjdbc: connectTimeout,
 *     loginTimeout, socketTimeout</a>
 */
public enum Purpose {
    /** Readings and checks: read-only, every answer within {@link #socket()}. */
    WATCH("watch", Duration.ofSeconds(10), Duration.ofSeconds(2)),
    /** A person or a command waits for the answer: read-only as well. */
    ASK("ask", Duration.ofSeconds(30), Duration.ofSeconds(20));

    /** A host that does not answer the first packet. */
    public static final Duration CONNECT = Duration.ofSeconds(5);

    /** From the first packet to a session that can be used. */
    public static final Duration LOGIN = Duration.ofSeconds(8);

    private final String part;
    private final Duration socket;
    private final Duration statement;

    Purpose(String part, Duration socket, Duration statement) {
        this.part = part;
        this.socket = socket;
        this.statement = statement;
    }

    /** The name the server shows for it: {@code belay/watch}. */
    public String applicationName() {
        return "belay/" + part;
    }

    /** No answer for this long ends the connection. */
    public Duration socket() {
        return socket;
    }

    /** The server itself ends a statement after this long. */
    public Duration statement() {
        return statement;
    }
}
