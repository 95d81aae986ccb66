package dev.belay.ui.shell;

import javafx.application.Platform;
import javafx.stage.Window;

import java.time.Duration;
import java.util.List;

/** The end of the console: within a second, whatever a server or a worker does. */
public final class Quit {
    private static final Duration AT_MOST = Duration.ofMillis(650);

    private Quit() {}

    /**
     * Hides all windows, cleans up, ends the process. To be called on the JavaFX thread.
     *
     * @param cleanUp closes what is open; given up on after 650 ms; programs it has started, such
     *     as one that stops the demo's server, go on
     */
    public static void now(Runnable cleanUp) {
        // A popup that still shows when the toolkit ends aborts the JVM on GTK: those first.
        List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
        Thread.ofPlatform().daemon().name("belay-quit-deadline").start(Quit::deadline);
        Thread.ofPlatform()
                .daemon()
                .name("belay-quit")
                .start(
                        () -> {
                            try {
                                cleanUp.run();
                            } finally {
                                // The launch returns then, and with it the program ends.
                                Platform.exit();
                            }
                        });
    }

    private static void deadline() {
        try {
            Thread.sleep(AT_MOST);
        } catch (InterruptedException e) {
            // Nobody interrupts it; ending early is right all the same.
        }
        Runtime.getRuntime().halt(0);
    }
}
