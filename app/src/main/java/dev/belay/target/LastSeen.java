package dev.belay.target;

import java.time.Instant;

/**
 * What was known of a target when it last answered, for a later start at which it does not.
 *
 * @param status the word of the state: {@code healthy}, {@code degraded} …
 * @param at when it was so, to the millisecond
 * @param sentence what was said of it then
 */
public record LastSeen(String status, Instant at, String sentence) {}
