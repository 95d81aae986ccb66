package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a server answers soon: who wished for an end does not wait for one that hangs. */
final class Answering {
    private static final Duration SOON = Duration.ofSeconds(2);

    /** The way over another host is made anew. */
    private static final Duration FAR = Duration.ofSeconds(8);

    private Answering() {}

    /** Connects, and gives that back. */
    interface Call {
        void run() throws ConnectException;
    }

    /**
     * Tries it on a thread of its own, which may hang.
     *
     * @param target whose server it is; a file always answers
     */
    static boolean soon(Target target, Call call) {
        if (!(target.address() instanceof Address.Server server)) {
            return true;
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("belay-answering")
                .start(
                        () -> {
                            try {
                                call.run();
                                answer.complete(true);
                            } catch (ConnectException | RuntimeException e) {
                                answer.complete(false);
                            }
                        });
        Duration limit = server.jump() == null ? SOON : FAR;
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
