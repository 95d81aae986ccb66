package dev.belay.watch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What one health check found.
 *
 * @param name the contract's name: {@code write_access}; its title is the message {@code
 *     check.<name>}
 * @param latency how long the answer took, or null where nothing was asked
 * @param value the short answer a person reads first: {@code 47 of 100}; null where there is none
 * @param detail one sentence
 */
public record Check(
        String name,
        Status status,
        @Nullable Duration latency,
        @Nullable String value,
        String detail) {}
