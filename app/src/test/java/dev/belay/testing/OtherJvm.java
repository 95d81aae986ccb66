package dev.belay.testing;

import java.io.File;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Programs of the tests in a process of their own. */
public final class OtherJvm {
    private OtherJvm() {}

    /** The command that runs a class with everything the tests have on their class path. */
    public static List<String> command(Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String classPath() {
        // A test runner may bring its own loader, and then its class path is not the tests'.
        return OtherJvm.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> url.getPath())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
