package dev.belay.drill;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.operation.Phase;
import dev.belay.schema.ScratchFolder;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.tool.Child;
import dev.belay.tool.OwnProgram;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes of Belay that all initialise one scratch database. Each has a home of its own, in which
 * the database is saved with the settings of the target it stands for. Closing it kills them.
 */
final class Crew implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What the database is called in the homes, and so in what they say. */
    private static final String NAME = "scratch";

    /** Longer than any of them takes to start; those that are late come later. */
    private static final Duration START = Duration.ofSeconds(60);

    /** One that was killed is gone as soon as the system comes to it. */
    private static final Duration END = Duration.ofSeconds(1);

    private final OwnProgram belay;
    private final PasswordFile password;
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Ended>> ends = new ArrayList<>();
    private boolean closed;

    /**
     * How a process ended.
     *
     * @param status {@code initialised}, {@code already}, or null if it failed
     * @param words what it said of its failure; empty if it did not fail
     */
    record Ended(int exit, @Nullable String status, String words) {
        /** Its exit code, if it is one that a failure has. */
        ExitCode exitCode() {
            return Arrays.stream(ExitCode.values())
                    .filter(code -> code.number() == exit && code != ExitCode.DONE)
                    .findFirst()
                    .orElse(ExitCode.FAILED);
        }
    }

    Crew(OwnProgram belay, PasswordFile password) {
        this.belay = belay;
        this.password = password;
    }

    /** Where the processes keep what is theirs: a folder with a home to be copied. */
    static Path home(ScratchFolder folder, Target database, Surroundings around)
            throws IOException {
        Path home = Files.createTempDirectory(folder.path(), "home");
        Surroundings own =
                new Surroundings(
                        Map.of("BELAY_HOME", home.toString()),
                        around.directory(),
                        around.home(),
                        around.platform());
        try (Store store = Store.open(own)) {
            new Targets(store)
                    .add(
                            new Target(
                                    NAME,
                                    database.engine(),
                                    database.environment(),
                                    database.address(),
                                    database.folders(),
                                    database.flyway(),
                                    database.thresholds(),
                                    database.options(),
                                    0));
        }
        return home;
    }

    /**
     * Starts one more.
     *
     * @param home is copied for it
     */
    synchronized void start(Target database, Path home) throws IOException {
        if (closed) {
            return;
        }
        Path own = Files.createTempDirectory(home.resolveSibling(""), "worker");
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, own.resolve(file.getFileName()));
                }
            }
        }
        Path pass = password.path();
        Child child =
                Child.start(
                        belay,
                        List.of(
                                "init",
                                "--json",
                                "--lock-wait=1h",
                                "--confirm=" + database.databaseName(),
                                "--target=" + NAME),
                        pass == null
                                ? Map.of("BELAY_HOME", own.toString())
                                : Map.of(
                                        "BELAY_HOME",
                                        own.toString(),
                                        "PGPASSFILE",
                                        pass.toString()));
        children.add(child);
        CompletableFuture<Ended> end = new CompletableFuture<>();
        ends.add(end);
        Thread.ofPlatform().daemon().name("belay-drill").start(() -> end.complete(ended(child)));
    }

    private static Ended ended(Child child) {
        String[] said = {""};
        try {
            child.output(out -> said[0] = new String(out.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It was killed: its exit code tells.
        }
        return ended(child.exit(), said[0], child.words());
    }

    private static Ended ended(int exit, String document, String told) {
        String status = null;
        String error = "";
        try {
            JsonNode all = MAPPER.readTree(document);
            status = all.path("status").asString(null);
            error = all.path("error").path("message").asString("");
        } catch (JacksonException e) {
            // It was killed while it wrote, or could not start: that is told below.
        }
        // Each of these is a race that was lost, even by one that mended it by itself.
        boolean raced = told.contains("SQLITE_BUSY") || told.contains("already exists");
        if (exit == 0 && status != null && !raced) {
            return new Ended(exit, status, "");
        }
        return new Ended(
                exit,
                null,
                !error.isEmpty()
                        ? error
                        : Messages.text(
                                "drill.died",
                                Integer.toString(exit),
                                told.substring(told.lastIndexOf('\n') + 1)));
    }

    /** Waits until all of them wait for the claim, or have ended; for a minute at most. */
    void assembled() throws InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        String waiting = Phase.WAITING.words();
        while (System.nanoTime() < until
                && children.stream().anyMatch(c -> c.runs() && !c.words().contains(waiting))) {
            Thread.sleep(20);
        }
    }

    /** Waits for their ends, however long that takes. */
    List<Ended> ended() {
        List<CompletableFuture<Ended>> all;
        synchronized (this) {
            all = List.copyOf(ends);
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            children.forEach(Child::close);
        }
        long until = System.nanoTime() + END.toNanos();
        // What they still write would keep their folders from being removed.
        while (System.nanoTime() < until && children.stream().anyMatch(Child::runs)) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
