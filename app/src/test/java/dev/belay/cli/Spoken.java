package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Wiring;
import dev.belay.message.ExitCode;
import dev.belay.testing.Around;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The command as it is called in a folder, with a home of its own there, and what it said. */
final class Spoken implements AutoCloseable {
    final Wiring wiring;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Spoken(Path folder) {
        wiring = new Wiring(Around.homeIn(folder));
    }

    /** Calls it with these words and forgets what it said before. */
    void run(ExitCode expected, String... words) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        ExitCode exit = new Cli(wiring, terminal, "0.0").run(words);
        assertThat(exit).as("%s%n%s%s", List.of(words), out, err).isEqualTo(expected);
    }

    /** Its standard output. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Its standard error. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        wiring.close();
    }
}
