package dev.belay.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How Belay itself is started once more, for work that needs processes of its own.
 *
 * @param command the words before the arguments
 */
public record OwnProgram(List<String> command) {
    /** As the launcher starts every command that opens no window. */
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    public OwnProgram {
        command = List.copyOf(command);
    }

    /**
     * The one that runs: an installed Belay is started by its own launcher, one from the build by
     * the runtime and the class path it has.
     *
     * @param main the class with the main method
     */
    public static OwnProgram ofProcess(String main) {
        // https://docs.oracle.com/en/java/javase/25/jpackage/: the launcher sets it.
        String installed = System.getProperty("jpackage.app-path");
        if (installed != null) {
            return new OwnProgram(List.of(installed));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return new OwnProgram(command);
    }
}
