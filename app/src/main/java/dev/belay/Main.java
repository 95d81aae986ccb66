package dev.belay;

import dev.belay.cli.Cli;
import dev.belay.cli.Terminal;
import dev.belay.message.ExitCode;
import dev.belay.store.Surroundings;
import dev.belay.tool.Child;

import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The launcher. It must not extend {@code Application}, or the class path start is refused. */
public final class Main {
    /**
     * Enough to bring an operation to a safe state, or to stop the demo's own PostgreSQL; nothing
     * else waits for a server.
     */
    private static final Duration STOP = Duration.ofSeconds(10);

    /**
     * Set by the launcher script where the words ask for a window: it has prepared the environment
     * for JavaFX to start beside everything else.
     */
    private static final String CONSOLE = "belay.console";

    private static volatile @Nullable ExitCode ended;

    private Main() {}

    public static void main(String[] words) {
        if (preparedForWindow()) {
            JavaFx.begin();
        }
        Surroundings around = Surroundings.ofProcess();
        if (around.get(Child.OF_BELAY) != null) {
            Thread.ofPlatform().daemon().name("belay-parent").start(Main::endWithParent);
        }
        Wiring wiring = new Wiring(around);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(wiring), "belay-stop"));
        ExitCode exit = new Cli(wiring, Terminal.ofProcess(), version()).run(words);
        ended = exit;
        wiring.close();
        System.exit(exit.number());
    }

    /** Whether the command has ended, and the process is about to. */
    static boolean ends() {
        return ended != null;
    }

    /** Whether JavaFX may start while other threads are at work. */
    static boolean preparedForWindow() {
        return Boolean.getBoolean(CONSOLE);
    }

    /**
     * One that another Belay started is of no use to anyone without it. The pipe between them
     * closes however the other ends; its number would go on as long as nobody asks how it ended.
     */
    private static void endWithParent() {
        try (InputStream parent = new FileInputStream(FileDescriptor.in)) {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It is gone, too.
        }
        System.exit(ExitCode.CANCELLED.number());
    }

    /**
     * Ctrl-C or SIGTERM: the main thread may wait for a server that hangs, and whoever asked to
     * stop waits for nothing. The JVM's own codes for signals differ from the contract's.
     */
    private static void stop(Wiring wiring) {
        if (ended == null) {
            Thread closing = Thread.ofPlatform().daemon().start(wiring::close);
            try {
                closing.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(wiring.stopped().number());
        }
    }

    /** The version of the jar; a build that is run from its classes has none. */
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
