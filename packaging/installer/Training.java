import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the image's own Java through the real console once, page by page, and through a command, and
 * keeps what each loaded as the cache that it starts from afterwards.
 */
final class Training {
    private static final int MINUTES = 5;
    private static final String TOUR = "-Dbelay.tour=true";

    /** What was hot in training would be compiled at each start, before anybody wants it. */
    private static final List<String> CLASSES_ONLY =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private Training() {}

    static void run(Layout layout) throws Exception {
        Path home = layout.out().resolve("training");
        Files.createDirectories(home);
        try (Display display = Display.open()) {
            run(layout, display, List.of(), "demo", "--headless");
            // In the way most are started, so that the cache has just what that takes.
            keep(
                    layout,
                    display,
                    layout.cache(),
                    List.of("-Dbelay.console=true", TOUR),
                    "-t",
                    "demo");
            // A command that waits until a thousand classes of windows are there is a slow one.
            keep(layout, display, layout.commandCache(), List.of(), "health", "-t", "demo");
        }
        Folders.clear(home);
    }

    private static void keep(
            Layout layout, Display display, Path cache, List<String> properties, String... line)
            throws Exception {
        List<String> options = new ArrayList<>(CLASSES_ONLY);
        options.add("-XX:AOTCacheOutput=" + cache);
        options.addAll(properties);
        run(layout, display, options, line);
        if (!Files.exists(cache)) {
            throw new IOException(String.join(" ", line) + " left no cache in training");
        }
    }

    private static void run(Layout layout, Display display, List<String> options, String... line)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(layout.java().toString()));
        words.addAll(Image.OPTIONS);
        words.add("-Dorg.sqlite.lib.path=" + layout.app());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(layout), Image.MAIN));
        words.addAll(List.of(line));
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("BELAY_HOME", layout.out().resolve("training/home").toString());
        display.tell(builder);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", line) + " did not come to its end in training");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", line) + " failed in training");
        }
    }

    private static String classPath(Layout layout) throws IOException {
        return Image.classPath(layout).stream()
                .map(jar -> layout.app().resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
