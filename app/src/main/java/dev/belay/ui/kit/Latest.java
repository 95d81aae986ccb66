package dev.belay.ui.kit;

import javafx.application.Platform;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The newest of many values on its way to the screen: at most one update is queued, and it shows
 * what is newest when it runs.
 */
public final class Latest<T> implements Consumer<T>, AutoCloseable {
    private final AtomicReference<T> waiting = new AtomicReference<>();
    private final Consumer<? super T> screen;
    private final Executor fx;
    private volatile boolean closed;

    /**
     * @param screen called on the JavaFX thread
     */
    public Latest(Consumer<? super T> screen) {
        this(screen, Platform::runLater);
    }

    Latest(Consumer<? super T> screen, Executor fx) {
        this.screen = screen;
        this.fx = fx;
    }

    /** Takes a value from any thread, never waits. */
    @Override
    public void accept(T value) {
        if (waiting.getAndSet(value) == null) {
            fx.execute(this::deliver);
        }
    }

    private void deliver() {
        T value = waiting.getAndSet(null);
        if (value != null && !closed) {
            screen.accept(value);
        }
    }

    /** Nothing is shown any more. */
    @Override
    public void close() {
        closed = true;
    }
}
