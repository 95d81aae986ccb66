package dev.belay.watch.check;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of its own that writes to a SQLite file, and does not finish until it is told to. */
final class HoldsFile implements AutoCloseable {
    private final Process process;

    private HoldsFile(Process process) {
        this.process = process;
    }

    /** Returns when the other process is in the middle of its write. */
    static HoldsFile writing(Path file) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                HoldsFile.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!"writing".equals(process.inputReader().readLine())) {
            throw new IOException("the writer did not come to write");
        }
        return new HoldsFile(process);
    }

    /** Only what the other process needs, wherever this JVM got it from. */
    private static String classPath() {
        return Stream.of(HoldsFile.class, org.sqlite.JDBC.class, org.slf4j.Logger.class)
                .map(c -> Path.of(URI.create(location(c))).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The other process. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE half_done (id)");
            System.out.println("writing");
            System.in.read();
            statement.execute("ROLLBACK");
        }
    }
}
