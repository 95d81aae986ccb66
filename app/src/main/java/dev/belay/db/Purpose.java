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
    WATCH("watch", Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(500), false),
    /** A person or a command waits for the answer: read-only as well. */
    ASK("ask", Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500), false),
    /** Reads what a change depends on, as the role that makes it. */
    PLAN("plan", Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500), false),
    /**
     * Holds the one place of an operation on a target, and proves from time to time that it does.
     */
    CLAIM("claim", Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(2), false),
    /**
     * Changes the target. A statement may take hours, so nothing but the claim beside it tells a
     * connection that is dead; queueing for a lock ends soon, since everyone else queues behind.
     */
    WORK("work", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), true);

    /** A host that does not answer the first packet. */
    public static final Duration CONNECT = Duration.ofSeconds(5);

    /** From the first packet to a session that can be used. */
    public static final Duration LOGIN = Duration.ofSeconds(8);

    private final String part;
    private final Duration socket;
    private final Duration statement;
    private final Duration lock;
    private final boolean writes;

    Purpose(String part, Duration socket, Duration statement, Duration lock, boolean writes) {
        this.part = part;
        this.socket = socket;
        this.statement = statement;
        this.lock = lock;
        this.writes = writes;
    }

    /** The name the server shows for it: {@code belay/watch}. */
    public String applicationName() {
        return applicationName(part);
    }

    /** The name the server shows for a connection of Belay's that is there for something else. */
    public static String applicationName(String part) {
        return "belay/" + part;
    }

    /** No answer for this long ends the connection; zero for never. */
    public Duration socket() {
        return socket;
    }

    /** The server itself ends a statement after this long; zero for never. */
    public Duration statement() {
        return statement;
    }

    /** The server ends a statement that has waited for a lock this long. */
    public Duration lock() {
        return lock;
    }

    /** True if it connects as the role that changes the target, not as the one that watches it. */
    public boolean acts() {
        return this == PLAN || this == CLAIM || this == WORK;
    }

    /** True if the connection may change the target. */
    public boolean writes() {
        return writes;
    }
}
