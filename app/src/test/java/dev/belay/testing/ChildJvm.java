package dev.belay.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM with a main class of the tests', killed when closed. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;

    /**
     * @param before words of the command line before {@code java}, such as a tool that takes rights
     *     away
     * @param libraries a class of each jar or folder that the main class needs, its own aside
     */
    public ChildJvm(
            List<String> before, Class<?> main, List<Class<?>> libraries, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(
                Stream.concat(Stream.of(main), libraries.stream())
                        .map(ChildJvm::place)
                        .distinct()
                        .collect(Collectors.joining(java.io.File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it prints; null if it ended without. */
    public String line() throws IOException {
        return process.inputReader().readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
