import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the image's own Java through the real console once, page by page, and keeps what it loaded
 * as the cache that it starts from afterwards.
 */
final class Training {
    private static final int MINUTES = 5;

    private Training() {}

    static void run(Layout layout) throws Exception {
        Path home = layout.out().resolve("training");
        Files.createDirectories(home);
        try (Display display = Display.open()) {
            List<String> words = new ArrayList<>(List.of(layout.java().toString()));
            words.addAll(Image.OPTIONS);
            words.add("-XX:AOTCacheOutput=" + layout.cache());
            words.add("-Dorg.sqlite.lib.path=" + layout.app());
            words.add("-Dbelay.console=true");
            words.add("-Dbelay.tour=true");
            words.addAll(List.of("-cp", classPath(layout), Image.MAIN, "demo"));
            ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
            builder.environment().put("BELAY_HOME", home.resolve("home").toString());
            display.tell(builder);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("the console did not come to its end in training");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the console failed in training");
            }
        }
        Folders.clear(home);
        if (!Files.exists(layout.cache())) {
            throw new IOException("training left no " + layout.cache());
        }
    }

    private static String classPath(Layout layout) throws IOException {
        return Image.classPath(layout).stream()
                .map(jar -> layout.app().resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
