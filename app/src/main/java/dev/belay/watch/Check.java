package dev.belay.watch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one health check found.
 *
 * @param name the contract's name: {@code write_access}; its title is the message {@code
 *     check.<name>}
 * @param latency how long the answer took, or null where nothing was asked
 * @param value the short answer a person reads first: {@code 47 of 100}; null where there is none
 * @param detail one sentence
 * @param rows counted rows by table, in the order asked, null for a table that could not be
 *     counted; empty for all checks but that one
 * @param at when it was found, or null where its health's time tells
 */
public record Check(
        String name,
        Status status,
        @Nullable Duration latency,
        @Nullable String value,
        String detail,
        Map<String, @Nullable Long> rows,
        @Nullable Instant at) {
    public Check {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    public Check(
            String name,
            Status status,
            @Nullable Duration latency,
            @Nullable String value,
            String detail) {
        this(name, status, latency, value, detail, Map.of(), null);
    }

    /** The same, found at this time. */
    public Check foundAt(Instant time) {
        return new Check(name, status, latency, value, detail, rows, time);
    }

    /** True for a fail or a warning. */
    public boolean troubles() {
        return status == Status.FAIL || status == Status.WARN;
    }
}
