package dev.belay;

import dev.belay.log.Report;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Home;

import javafx.application.Platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.function.Consumer;

/** An error that nobody has caught: the window goes on, and what broke is written down. */
final class Uncaught {
    private static final Logger LOG = LoggerFactory.getLogger(Uncaught.class);

    private Uncaught() {}

    /**
     * From now on each is written down for whoever mends it, by a thread of its own, and told.
     *
     * @param told on the JavaFX thread
     */
    static void report(Home home, Consumer<Problem> told) {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> {
                    LOG.error("An error nobody has caught, in {}", thread.getName(), error);
                    Thread.ofPlatform()
                            .daemon()
                            .name("belay-report")
                            .start(
                                    () -> {
                                        Problem problem = written(home, thread, error);
                                        Platform.runLater(() -> told.accept(problem));
                                    });
                });
    }

    private static Problem written(Home home, Thread thread, Throwable error) {
        String code = Report.code(error);
        return Report.write(home.logs(), Main.version(), thread, error, Instant.now())
                .map(file -> problem("console.broke", code, file.toString()))
                .orElseGet(() -> problem("console.broke.untold", code, error.toString()));
    }

    private static Problem problem(String key, String code, String detail) {
        return Problem.of(key, "", ExitCode.FAILED, code, detail);
    }
}
