package dev.belay.testing;

import dev.belay.Main;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command {@code belay} in processes of their own. They start from a jar with a cache of its
 * classes, made once a JVM of tests, in a third of the time.
 */
public final class BelayProcess {
    private static final List<String> JVM =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable");

    private BelayProcess() {}

    /** Made when it is first asked for. */
    private static final class Cached {
        static final Path FOLDER = folder();
        static final String CLASSES = classPath();
        static final Path CACHE = trained();

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("belay-classes-");
                folder.toFile().deleteOnExit();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A cache takes no folders. */
        private static String classPath() {
            try {
                Path main =
                        Path.of(
                                Main.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI());
                Path jar = Files.isDirectory(main) ? jar(main) : main;
                String others =
                        Stream.of(OtherJvm.classPath().split(File.pathSeparator))
                                .filter(part -> part.endsWith(".jar"))
                                .collect(Collectors.joining(File.pathSeparator));
                return jar + File.pathSeparator + others;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Path jar(Path classes) throws IOException {
            Path jar = FOLDER.resolve("belay.jar");
            jar.toFile().deleteOnExit();
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                    Stream<Path> all = Files.walk(classes)) {
                for (Path file : all.skip(1).toList()) {
                    boolean folder = Files.isDirectory(file);
                    String name = classes.relativize(file).toString().replace(File.separator, "/");
                    // Without an entry of its own a folder's resources are not found by its name.
                    out.putNextEntry(new JarEntry(folder ? name + "/" : name));
                    if (!folder) {
                        Files.copy(file, out);
                    }
                    out.closeEntry();
                }
            }
            return jar;
        }

        private static Path trained() {
            Path cache = FOLDER.resolve("belay.aot");
            Path database = FOLDER.resolve("trained.db");
            List<String> command = new ArrayList<>(JVM);
            command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", CLASSES));
            command.addAll(
                    List.of(
                            Main.class.getName(),
                            "init",
                            "-t",
                            "sqlite:" + database,
                            "--migrations",
                            DemoScripts.of(dev.belay.target.Engine.SQLITE).toString()));
            try {
                start(command, FOLDER.resolve("home"), FOLDER.resolve("told")).waitFor();
                try (Stream<Path> left = Files.walk(FOLDER)) {
                    left.forEach(file -> file.toFile().deleteOnExit());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return cache;
        }
    }

    /**
     * Starts a command; the caller waits for it.
     *
     * @param home where it keeps what is its own
     * @param told where its standard error goes; null for a pipe
     */
    public static Process start(Path home, Path told, String... words) throws IOException {
        return start(command(words), home, told);
    }

    /** What starts a command with these words. */
    public static List<String> command(String... words) {
        List<String> command = new ArrayList<>(JVM);
        if (Files.exists(Cached.CACHE)) {
            command.add("-XX:AOTCache=" + Cached.CACHE);
        }
        command.addAll(List.of("-cp", Cached.CLASSES, Main.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private static Process start(List<String> command, Path home, Path told) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("BELAY_HOME", home.toString());
        environment.keySet().removeIf(k -> k.startsWith("PG") || k.endsWith("_URL"));
        environment.keySet().removeIf(k -> k.endsWith("JAVA_OPTIONS"));
        if (told != null) {
            builder.redirectError(told.toFile());
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }
}
