package dev.belay.tool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the programs of others that Belay can use, in all the versions that are installed. */
public final class Tools {
    /** How long a program may take to tell its version. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    // MariaDB's programs tell their own number first, and the server's, which counts, after a word.
    private static final Pattern SERVERS = Pattern.compile("(?:Distrib|from) (\\d+(?:\\.\\d+)+)");
    private static final Pattern FIRST = Pattern.compile("(\\d+(?:\\.\\d+)*(?:p\\d+)?)");
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private final Collection<Path> folders;

    /** The programs of this machine, as PATH and the usual places have them. */
    public static Tools ofMachine() {
        String path = System.getenv("PATH");
        return new Tools(Places.all(path == null ? "" : path));
    }

    /** Those in certain folders only. */
    public Tools(Collection<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * All that are there, each asked for its version at the same time. Blocks no longer than a
     * little over {@link #DEADLINE}.
     */
    public List<Tool> find() {
        return find(List.of(Program.values()));
    }

    /** Those of some programs, in the order of the programs and of their folders. */
    public List<Tool> find(List<Program> programs) {
        List<Future<Tool>> asked = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Program program : programs) {
                for (Path path : installed(program)) {
                    asked.add(each.submit(() -> ask(program, path)));
                }
            }
        }
        return asked.stream().map(Future::resultNow).toList();
    }

    /** The first one of a program, without asking its version; empty if there is none. */
    public Optional<Path> first(Program program) {
        return installed(program).stream().findFirst();
    }

    /** A program by its name, whatever it is; empty if there is none. */
    public Optional<Path> named(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private List<Path> installed(Program program) {
        Map<Path, Path> byRealPath = new LinkedHashMap<>();
        for (Path folder : folders) {
            Path file = folder.resolve(WINDOWS ? program.title() + ".exe" : program.title());
            try {
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    byRealPath.putIfAbsent(file.toRealPath(), file);
                }
            } catch (IOException | SecurityException e) {
                // Gone or out of reach: not a program that can be used.
            }
        }
        return List.copyOf(byRealPath.values());
    }

    private static Tool ask(Program program, Path path) {
        return new Tool(program.title(), path, version(program.question(path.toString())));
    }

    private static @Nullable String version(List<String> question) {
        Process process = null;
        try {
            process = new ProcessBuilder(question).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
            // What is there now: a child of it may keep the pipe open for ever.
            InputStream said = process.getInputStream();
            String text =
                    new String(
                            said.readNBytes(Math.min(said.available(), 4096)),
                            StandardCharsets.UTF_8);
            return version(text);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    static @Nullable String version(String text) {
        Matcher servers = SERVERS.matcher(text);
        Matcher first = FIRST.matcher(text);
        return servers.find() ? servers.group(1) : first.find() ? first.group(1) : null;
    }
}
