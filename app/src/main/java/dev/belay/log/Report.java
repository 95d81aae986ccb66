package dev.belay.log;

import dev.belay.message.Problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An error inside Belay, written down for whoever mends it: what broke, where, on what system, and
 * what the log told just before; without secrets, and for its owner alone.
 */
public final class Report {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** So many of the innermost tell one place from another. */
    private static final int FRAMES = 3;

    private static final int LOG_LINES = 200;

    /** More than the last of these tell nothing new. */
    private static final int KEPT = 20;

    private static final String PREFIX = "report-";

    private Report() {}

    /** The same for the same error in the same place: {@code BLY-4F7C}. */
    public static String code(Throwable error) {
        String place =
                Arrays.stream(error.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .collect(Collectors.joining());
        return Problem.code(error.getClass().getName() + place);
    }

    /**
     * Writes it beside the logs.
     *
     * @param folder of the logs
     * @return where it is; empty if nothing can be written there
     */
    public static Optional<Path> write(
            Path folder, String version, Thread thread, Throwable error, Instant now) {
        String name = PREFIX + TIME.format(now) + "-" + code(error) + ".txt";
        try {
            Files.createDirectories(folder, LogFile.owner(folder, "rwx------"));
            makeRoom(folder);
            Path file = folder.resolve(name);
            Files.createFile(file, LogFile.owner(folder, "rw-------"));
            Files.writeString(
                    file, text(folder, version, thread, error, now), StandardOpenOption.WRITE);
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** The oldest go; their names begin with their times. */
    private static void makeRoom(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> reports =
                    all.filter(f -> f.getFileName().toString().startsWith(PREFIX))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            for (Path old : reports.subList(Math.min(KEPT - 1, reports.size()), reports.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static String text(
            Path folder, String version, Thread thread, Throwable error, Instant now) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        String text =
                """
                Belay %s broke off: %s
                at %s, in the thread %s
                Java %s, %s %s %s

                %s
                The log before:
                %s
                """
                        .formatted(
                                version,
                                code(error),
                                now,
                                thread.getName(),
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                trace,
                                String.join("\n", lines(folder)));
        return Redaction.of(text);
    }

    private static List<String> lines(Path folder) {
        try {
            List<String> all = Files.readAllLines(LogFile.path(folder, 0));
            return all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
