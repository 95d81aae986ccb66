package dev.belay.testing;

import dev.belay.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Commands of Belay in processes of their own, killed with {@code kill -9} at a random moment of
 * their work.
 */
public final class KillRounds {
    private static final long LONGEST_DELAY_MICROS = 25_000;

    private final Path home;
    private final Random random;

    /**
     * What came of a killed command.
     *
     * @param told the progress it told before
     * @param killed false if it had ended before
     */
    public record Round(List<String> told, boolean killed) {}

    /**
     * What came of a command that was left alone.
     *
     * @param error what it wrote to standard error
     */
    public record Result(int exit, String output, String error) {}

    public KillRounds(Path home, long seed) {
        this.home = home;
        this.random = new Random(seed);
    }

    /** Where the commands keep what is theirs. */
    public Path home() {
        return home;
    }

    /**
     * Runs a command and kills it a moment after one of its lines of progress, chosen at random.
     */
    public Round kill(String... words) throws IOException, InterruptedException {
        Process process = start(words);
        List<String> told = new ArrayList<>();
        int lines = random.nextInt(12);
        boolean alive = true;
        try (BufferedReader progress = process.errorReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i <= lines && alive; i++) {
                String line = progress.readLine();
                alive = line != null;
                if (line != null) {
                    told.add(line);
                }
            }
            if (alive) {
                TimeUnit.MICROSECONDS.sleep(random.nextLong(LONGEST_DELAY_MICROS));
            }
            boolean running = process.isAlive();
            process.destroyForcibly().waitFor();
            return new Round(told, running && process.exitValue() == 137);
        }
    }

    /** Runs a command to its end. */
    public Result run(String... words) throws IOException, InterruptedException {
        Process process = start(words);
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
        ProcessBuilder builder = new ProcessBuilder(OtherJvm.command(Main.class, words));
        builder.environment().put("BELAY_HOME", home.toString());
        builder.environment().keySet().removeIf(k -> k.startsWith("PG") || k.endsWith("_URL"));
        return builder.start();
    }
}
