package dev.belay.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.OtherJvm;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;

/** Another process that runs statements on a file and keeps what they took until it is closed. */
public final class LockHolder implements AutoCloseable {
    private final Process process;

    public LockHolder(Path file, String... statements) throws IOException {
        String[] arguments =
                Stream.concat(Stream.of(file.toString()), Stream.of(statements))
                        .toArray(String[]::new);
        process =
                new ProcessBuilder(OtherJvm.command(LockHolder.class, arguments))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.inputReader().lines().anyMatch("held"::equals))
                .as("the other process has its lock")
                .isTrue();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The other process: a file, and statements to run on it. */
    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                Statement statement = connection.createStatement()) {
            for (int i = 1; i < args.length; i++) {
                statement.execute(args[i]);
            }
            System.out.println("held");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
