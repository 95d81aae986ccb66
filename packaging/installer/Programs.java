import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Programs of the system, and tools of the JDK that this runs on. */
final class Programs {
    private Programs() {}

    static void run(List<String> words) throws IOException, InterruptedException {
        run(words, Map.of());
    }

    static void run(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        ended(words, builder.start().waitFor());
    }

    /** What it prints. */
    static String told(List<String> words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ended(words, process.waitFor());
        return text;
    }

    private static void ended(List<String> words, int code) throws IOException {
        if (code != 0) {
            throw new IOException(String.join(" ", words) + " ended with " + code);
        }
    }

    static void tool(String name, List<String> words, PrintStream out) throws IOException {
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        int code = tool.run(out, System.err, words.toArray(String[]::new));
        ended(Stream.concat(Stream.of(name), words.stream()).toList(), code);
    }

    static boolean there(String name) {
        return Arrays.stream(System.getenv("PATH").split(System.getProperty("path.separator")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
