package dev.belay.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An error inside Belay, written down for whoever mends it: what broke, where, on what system, and
 * what the log told just before; without secrets, and for its owner alone.
 */
public final class Report {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LOG_LINES = 200;

    /** More than these tell nothing new. */
    private static final int KEPT = 20;

    private Report() {}

    /** The same for the same error in the same place: {@code BLY-4F7C}. */
    public static String code(Throwable error) {
        CRC32 crc = new CRC32();
        crc.update(error.getClass().getName().getBytes(StandardCharsets.UTF_8));
        StackTraceElement[] frames = error.getStackTrace();
        for (int i = 0; i < Math.min(3, frames.length); i++) {
            String frame = frames[i].getClassName() + "." + frames[i].getMethodName();
            crc.update(frame.getBytes(StandardCharsets.UTF_8));
        }
        return String.format(
                Locale.ROOT, "BLY-%04X", (crc.getValue() ^ (crc.getValue() >>> 16)) & 0xFFFF);
    }

    /**
     * Writes it beside the logs.
     *
     * @param folder of the logs
     * @return where it is; empty if nothing can be written there, or enough is written already
     */
    public static Optional<Path> write(
            Path folder, String version, Thread thread, Throwable error, Instant now) {
        String name = "report-" + TIME.format(now) + "-" + code(error) + ".txt";
        try {
            Files.createDirectories(folder, LogFile.owner(folder, "rwx------"));
            if (reports(folder) >= KEPT) {
                return Optional.empty();
            }
            Path file = folder.resolve(name);
            Files.createFile(file, LogFile.owner(folder, "rw-------"));
            Files.writeString(
                    file, text(folder, version, thread, error, now), StandardOpenOption.WRITE);
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static long reports(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().startsWith("report-")).count();
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
