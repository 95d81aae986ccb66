package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Who restores over a database that is gone is told a command, and that command works. */
class GoneDatabaseTest {
    @TempDir Path folder;

    @Test
    void theCommandThatIsToldRestoresIt() throws Exception {
        PostgresServer server = PostgresServers.usual();
        String name = server.freshDatabase();
        server.run(name, "create table a as select generate_series(1, 20) i");
        String url = "postgresql://postgres@127.0.0.1:" + server.port() + "/" + name;
        try (Spoken belay = new Spoken(folder)) {
            belay.run(ExitCode.DONE, "backup", "-t", url, "--no-prove");
            server.run("postgres", "drop database " + name);
            belay.run(ExitCode.DONE, "backups", "-t", url);
            String id = belay.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
            belay.run(ExitCode.NO_CONNECTION, "restore", "-t", url, "--from", id);
            String told = belay.err().substring(belay.err().indexOf("belay restore "));
            String command = told.substring(0, told.indexOf(" (BLY"));
            List<String> words = List.of(command.split(" "));
            belay.run(ExitCode.DONE, words.subList(1, words.size()).toArray(String[]::new));
            belay.run(ExitCode.DONE, "health", "--live", "-t", url);
        }
        server.run("postgres", "drop database " + name);
    }
}
