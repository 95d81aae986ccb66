package dev.belay;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A part that is made when it is first asked for, once. Safe for any number of threads. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T part = made;
        if (part == null) {
            part = maker.get();
            made = part;
        }
        return part;
    }

    /** Hands the part over only if it was made. */
    synchronized void ifMade(Consumer<T> user) {
        if (made != null) {
            user.accept(made);
        }
    }
}
