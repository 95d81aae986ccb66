package dev.belay.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the audit.
 *
 * @param event as in {@link AuditEvent#id()}
 * @param plan its steps in words
 * @param approval what was given for it, and when
 * @param previous the hash of the line before, empty for the first
 * @param hash over all the other fields, SHA-256 in hexadecimal
 */
public record AuditEntry(
        long number,
        Instant at,
        String user,
        String host,
        String operation,
        String operationId,
        String event,
        String target,
        String place,
        String environment,
        String fingerprint,
        String plan,
        String approval,
        String outcome,
        String previous,
        String hash) {

    /**
     * All of it by the names a document has for it: {@code number, at, user, host, operation,
     * operationId, event, target, place, environment, fingerprint, plan, approval, outcome,
     * previous, hash}; numbers, instants, texts, and the plan as a list of its steps.
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("at", at);
        fields.put("user", user);
        fields.put("host", host);
        fields.put("operation", operation);
        fields.put("operationId", operationId);
        fields.put("event", event);
        fields.put("target", target);
        fields.put("place", place);
        fields.put("environment", environment);
        fields.put("fingerprint", fingerprint);
        fields.put("plan", plan.lines().toList());
        fields.put("approval", approval);
        fields.put("outcome", outcome);
        fields.put("previous", previous);
        fields.put("hash", hash);
        return fields;
    }

    AuditEntry sealed(long as, String after) {
        AuditEntry placed = with(as, after, "");
        return placed.with(as, after, placed.digest());
    }

    private AuditEntry with(long as, String after, String sum) {
        return new AuditEntry(
                as,
                at,
                user,
                host,
                operation,
                operationId,
                event,
                target,
                place,
                environment,
                fingerprint,
                plan,
                approval,
                outcome,
                after,
                sum);
    }

    /** What {@link #hash} must be. The length before each field keeps two from running together. */
    String digest() {
        StringBuilder text = new StringBuilder();
        for (String field :
                List.of(
                        Long.toString(number),
                        Long.toString(at.toEpochMilli()),
                        user,
                        host,
                        operation,
                        operationId,
                        event,
                        target,
                        place,
                        environment,
                        fingerprint,
                        plan,
                        approval,
                        outcome,
                        previous)) {
            text.append(field.length()).append(':').append(field);
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
