package dev.belay.watch;

/** What is read only as long as somebody looks at it. */
public enum Detail {
    /** Who waits for whom, also where nothing says that anybody does. */
    LOCKS,
    /** Who is connected. */
    SESSIONS,
    /** Connections by application, user and client. */
    POOL,
    /** Which statements ran since the last look. */
    STATEMENTS
}
