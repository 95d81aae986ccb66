package dev.belay.operation;

import java.time.Instant;

/**
 * What a list shows of a line of the audit; the whole of it is an {@link AuditEntry}, whose plan
 * may be long.
 *
 * @param event as in {@link AuditEvent#id()}
 * @param environment as in {@code Environment.id()}
 */
public record AuditLine(
        long number,
        Instant at,
        String user,
        String host,
        String operation,
        String event,
        String target,
        String environment,
        String outcome) {}
