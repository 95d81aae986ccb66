package dev.belay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.BelayProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class SqliteLibraryTest {
    @TempDir Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "What is loaded cannot be removed there")
    void aKilledProcessLeavesNoLibraryBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path file = folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("create table a (x int)");
            statement.execute("begin exclusive");
            // It waits for the lock, and has loaded the library then.
            Process belay = belay(temporary, file);
            assertThat(belay.inputReader().readLine()).contains("1 of 5");
            belay.destroyForcibly().waitFor();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(f -> !f.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
    }

    private Process belay(Path temporary, Path file) throws Exception {
        List<String> command =
                new ArrayList<>(BelayProcess.command("health", "--wait", "-t", "sqlite:" + file));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BELAY_HOME", folder.resolve("home").toString());
        return builder.start();
    }
}
