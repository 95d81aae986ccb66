package dev.belay.watch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a target answered to one question of a look, with its age.
 *
 * @param value null if it is not known
 * @param at when it was read, by Belay's clock; null if it was not asked for
 * @param why it is not known, in a sentence; empty if it is, or was not asked for
 */
public record Answer<T>(@Nullable T value, @Nullable Instant at, String why) {

    /** To a question that nobody asked yet. */
    public static <T> Answer<T> none() {
        return new Answer<>(null, null, "");
    }

    static <T> Answer<T> of(T value, Instant at) {
        return new Answer<>(value, at, "");
    }

    static <T> Answer<T> unknown(String why, Instant at) {
        return new Answer<>(null, at, why);
    }
}
