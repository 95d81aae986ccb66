import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The Java that Belay brings: the modules its jars need and JavaFX, linked from the JDK that this
 * runs on.
 */
final class JavaRuntime {
    /** Found by name at run time only: the demo's files are copied out of the jar's file system. */
    private static final List<String> BY_NAME = List.of("jdk.zipfs");

    /**
     * Jdbi would set it up for each process, which costs 40 ms, and does without where it is not.
     */
    private static final String FLIGHT_RECORDER = "jdk.jfr";

    /**
     * At a start two compilers want as much of two cores as the window does. Given here, since Java
     * warns whoever is not root of the first option anywhere else.
     */
    private static final String COMPILERS =
            "-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5";

    private static final List<String> JAVAFX = List.of("javafx.controls");

    private JavaRuntime() {}

    static void make(Layout layout) throws IOException {
        List<String> modules = modules(layout);
        System.out.println("modules: " + String.join(" ", modules));
        List<String> words = new ArrayList<>(List.of("--add-modules", String.join(",", modules)));
        words.addAll(List.of("--module-path", layout.javafx().toString()));
        words.addAll(List.of("--strip-debug", "--no-header-files", "--no-man-pages"));
        if (Os.CURRENT == Os.LINUX) {
            words.add("--add-options=" + COMPILERS);
        }
        words.addAll(List.of("--output", layout.runtime().toString()));
        Programs.tool("jlink", words, System.out);
        unpackLibraries(layout);
    }

    private static List<String> modules(Layout layout) throws IOException {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        List<String> words =
                new ArrayList<>(List.of("--print-module-deps", "--ignore-missing-deps"));
        words.addAll(List.of("--multi-release", "25", "--module-path", layout.javafx().toString()));
        words.add("--class-path");
        // The fonts have no code, and ask for a module that nobody needs.
        List<Path> jars =
                Folders.files(layout.libraries(), ".jar").stream()
                        .filter(jar -> !jar.getFileName().toString().startsWith("flatlaf-fonts"))
                        .toList();
        words.add(
                jars.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(System.getProperty("path.separator"))));
        jars.forEach(jar -> words.add(jar.toString()));
        Programs.tool("jdeps", words, new PrintStream(found));
        // Before the last line stand warnings of packages that it saw twice.
        String told = found.toString().strip().lines().toList().getLast();
        TreeSet<String> modules = new TreeSet<>(List.of(told.split(",")));
        modules.addAll(JAVAFX);
        modules.addAll(BY_NAME);
        modules.remove(FLIGHT_RECORDER);
        return List.copyOf(modules);
    }

    /** JavaFX would unpack them into a cache of the user's at the first start. */
    private static void unpackLibraries(Layout layout) throws IOException {
        Path to = layout.runtime().resolve(Os.CURRENT == Os.WINDOWS ? "bin" : "lib");
        for (Path jar : Folders.files(layout.javafx(), ".jar")) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (var entry : file.stream().filter(e -> library(e.getName())).toList()) {
                    try (var in = file.getInputStream(entry)) {
                        Files.copy(
                                in,
                                to.resolve(entry.getName()),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static boolean library(String name) {
        return name.endsWith(".so") || name.endsWith(".dll") || name.endsWith(".dylib");
    }
}
