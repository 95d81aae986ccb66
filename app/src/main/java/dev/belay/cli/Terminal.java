package dev.belay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results on {@code out}, all else on {@code err}.
 *
 * @param colour true if {@code out} is a terminal whose user has not switched colours off
 * @param person true if a person sits before it and can be asked
 */
public record Terminal(PrintStream out, PrintStream err, boolean colour, boolean person) {

    /** Those of the process. The launcher tells which of its streams are terminals. */
    public static Terminal ofProcess() {
        String streams = System.getProperty("belay.terminal", "");
        String kind = System.getenv("TERM");
        boolean colour =
                streams.contains("out") && !set("NO_COLOR") && kind != null && !kind.equals("dumb");
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                colour,
                streams.contains("in") && streams.contains("err"));
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    // UTF-8 wherever Belay runs: in a container without a locale the default is ASCII.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
