package dev.belay;

import javafx.application.Application;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/**
 * Starts JavaFX beside everything else. Apart from {@link BelayApp}, whose own parts take a while
 * to be loaded.
 */
final class JavaFx {
    private static @Nullable CompletableFuture<Void> over;

    private JavaFx() {}

    /**
     * Has it start, unless it has begun.
     *
     * @return completed when it has ended
     */
    static synchronized CompletableFuture<Void> begin() {
        CompletableFuture<Void> ended = over;
        if (ended == null) {
            ended = new CompletableFuture<>();
            over = ended;
            CompletableFuture<Void> end = ended;
            Thread.ofPlatform().daemon().name("belay-window").start(() -> run(end));
        }
        return ended;
    }

    private static void run(CompletableFuture<Void> end) {
        try {
            Application.launch(BelayApp.class);
            end.complete(null);
        } catch (RuntimeException | LinkageError e) {
            end.completeExceptionally(e);
        }
    }
}
