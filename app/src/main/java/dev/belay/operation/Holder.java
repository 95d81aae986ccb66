package dev.belay.operation;

/**
 * A session, a prepared transaction or a process that holds what a plan will ask for.
 *
 * @param who {@code pid 4711}
 * @param name {@code pg_dump of ana}
 * @param doing {@code holds ACCESS SHARE on orders, idle in transaction for 12 min}
 * @param text all of it where it is one of several: {@code pid 4711, pg_dump of ana, idle in
 *     transaction for 12 min}
 */
public record Holder(
        String who, String name, String doing, String text, Finding.Severity severity) {}
