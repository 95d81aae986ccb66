package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Backups of a server's database that is called otherwise since, or that another one follows. */
class RenamedDatabaseTest {
    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Spoken belay;
    private String name;
    private String id;

    @BeforeEach
    void backedUp() throws Exception {
        belay = new Spoken(folder);
        name = server.freshDatabase();
        server.run(name, "create table a as select generate_series(1, 20) i");
        id =
                said(ExitCode.DONE, "backup", "-t", url("127.0.0.1", name), "--no-prove")
                        .get("id")
                        .asString();
    }

    @AfterEach
    void closed() {
        belay.close();
    }

    private String url(String host, String database) {
        return "postgresql://postgres@" + host + ":" + server.port() + "/" + database;
    }

    private JsonNode said(ExitCode expected, String... words) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--json";
        belay.run(expected, all);
        return new ObjectMapper().readTree(belay.out());
    }

    private List<String> ids(String url) {
        return said(ExitCode.DONE, "backups", "-t", url)
                .valueStream()
                .map(b -> b.get("id").asString())
                .toList();
    }

    @Test
    void itsBackupsAreFoundByItsNewNameAndByAnotherOfTheHost() throws Exception {
        String renamed = name + "_renamed";
        server.run("postgres", "alter database " + name + " rename to " + renamed);
        try {
            for (String host : List.of("127.0.0.1", "localhost")) {
                String url = url(host, renamed);
                assertThat(ids(url)).containsExactly(id);
                assertThat(said(ExitCode.PARTLY, "backups", "check", "-t", url).get("newest"))
                        .hasToString("\"" + id + "\"");
                belay.run(ExitCode.DONE, "backups", "verify", id, "-t", url);
                assertThat(last(url)).startsWith("No backup was ever restored");
            }
        } finally {
            server.run("postgres", "drop database " + renamed);
        }
    }

    @Test
    void anotherDatabaseOfItsNameHasNoneOfItsBackups() throws Exception {
        server.run("postgres", "drop database " + name);
        server.run("postgres", "create database " + name);
        server.run(name, "create table b (i integer)");
        String url = url("127.0.0.1", name);
        assertThat(ids(url)).containsExactly(id);
        JsonNode check = said(ExitCode.PARTLY, "backups", "check", "-t", url);
        assertThat(check.get("newest").isNull()).isTrue();
        assertThat(check.get("faults").get(0).asString()).isEqualTo("missing");
        assertThat(last(url)).doesNotContain("restored");
    }

    private String last(String url) {
        belay.run(ExitCode.DONE, "health", "-t", url, "--json");
        return new ObjectMapper()
                .readTree(belay.out())
                .get("checks")
                .valueStream()
                .filter(c -> c.get("name").asString().equals("last_backup"))
                .map(c -> c.get("detail").asString())
                .findFirst()
                .orElseThrow();
    }
}
