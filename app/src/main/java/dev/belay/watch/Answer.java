package dev.belay.watch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a target answered to one question of a look, with its age. What is known stays when the next
 * look is not answered.
 *
 * @param value the newest that is known; null if nothing is
 * @param at when that was read, or else asked for in vain, by Belay's clock; null if it was not
 *     asked for
 * @param why the newest look was not answered, in a sentence; empty if it was, or there was none
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

    /** What is known after a look that was not answered. */
    Answer<T> missed(String why, Instant at) {
        return value == null ? unknown(why, at) : new Answer<>(value, this.at, why);
    }

    /** True if a newer look was not answered, so that the value is no longer what is. */
    public boolean overtaken() {
        return value != null && !why.isEmpty();
    }
}
