import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/** Programs of the system, and tools of the JDK that this runs on. */
final class Programs {
    private Programs() {}

    static void run(List<String> words) throws IOException, InterruptedException {
        int code = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", words) + " ended with " + code);
        }
    }

    static void tool(String name, List<String> words, PrintStream out) throws IOException {
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        int code = tool.run(out, System.err, words.toArray(String[]::new));
        if (code != 0) {
            throw new IOException(name + " " + String.join(" ", words) + " ended with " + code);
        }
    }

    static boolean there(String name) {
        return Arrays.stream(System.getenv("PATH").split(System.getProperty("path.separator")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
