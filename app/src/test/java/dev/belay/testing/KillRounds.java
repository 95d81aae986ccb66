package dev.belay.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Commands of Belay in processes of their own, some of them killed with {@code kill -9}. */
public final class KillRounds {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int KILLED = 128 + 9;

    private final Path home;
    private final Path told;

    /**
     * What came of a command that was to be killed.
     *
     * @param killed false if it had ended before
     * @param life from its start to its end
     * @param error what it wrote to standard error until then
     */
    public record Kill(boolean killed, Duration life, String error) {}

    /**
     * What came of a command that was left alone.
     *
     * @param error what it wrote to standard error
     */
    public record Result(int exit, String output, String error) {}

    /**
     * @param home where the commands keep what is theirs
     */
    public KillRounds(Path home) {
        this.home = home;
        this.told = home.resolveSibling(home.getFileName() + "-told");
    }

    public Path home() {
        return home;
    }

    /** Runs a command and kills it so long after its start. */
    public Kill kill(Duration after, String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = BelayProcess.start(home, told, words);
        if (process.waitFor(after.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
            return ended(process, start);
        }
        return killed(process, start);
    }

    /**
     * Runs a command and kills it so long after something was seen.
     *
     * @param seen asked again and again, without a pause
     */
    public Kill kill(BooleanSupplier seen, Duration after, String... words)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = BelayProcess.start(home, told, words);
        while (!seen.getAsBoolean()) {
            if (!process.isAlive()) {
                return ended(process, start);
            }
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("not seen in " + LONGEST);
            }
        }
        if (process.waitFor(after.toNanos(), TimeUnit.NANOSECONDS)) {
            return ended(process, start);
        }
        return killed(process, start);
    }

    private Kill killed(Process process, long start) throws IOException, InterruptedException {
        process.destroyForcibly();
        return ended(process, start);
    }

    private Kill ended(Process process, long start) throws IOException, InterruptedException {
        boolean killed = process.waitFor() == KILLED;
        Duration life = Duration.ofNanos(System.nanoTime() - start);
        return new Kill(killed, life, Files.readString(told));
    }

    /** Runs a command to its end. */
    public Result run(String... words) throws IOException, InterruptedException {
        Process process = BelayProcess.start(home, null, words);
        StringBuilder error = new StringBuilder();
        Thread reader =
                Thread.startVirtualThread(
                        () ->
                                process.errorReader()
                                        .lines()
                                        .forEach(l -> error.append(l).append('\n')));
        String output;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output = String.join("\n", out.lines().toList());
        }
        int exit = process.waitFor();
        reader.join();
        return new Result(exit, output, error.toString());
    }

    /** Starts a command; the caller waits for it. */
    public Process start(String... words) throws IOException {
        return BelayProcess.start(home, null, words);
    }
}
