package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** {@code belay seed} on a real SQLite file. */
class SeedCommandTest {
    @TempDir Path folder;
    private Spoken command;
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        command = new Spoken(folder);
        Path file = folder.resolve("shop.db");
        url = "sqlite:" + file;
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = c.createStatement()) {
            statement.execute("create table users (name text primary key, role text)");
        }
        Files.createDirectories(folder.resolve("seeds/base"));
        Files.writeString(folder.resolve("seeds/base/users.csv"), "name,role\nadmin,admin\n");
    }

    @AfterEach
    void end() {
        command.close();
    }

    private JsonNode json(ExitCode expected, String... words) {
        List<String> all = new ArrayList<>(List.of("seed"));
        all.addAll(List.of(words));
        all.addAll(List.of("-t", url, "--seeds", "seeds", "--json"));
        command.run(expected, all.toArray(String[]::new));
        return new ObjectMapper().readTree(command.out());
    }

    @Test
    void aSecondRunLeavesAllAsItIs() {
        assertThat(json(ExitCode.DONE, "--dry-run").get("risk").asString()).isEqualTo("additive");
        JsonNode first = json(ExitCode.DONE);
        assertThat(first.get("sets").toString())
                .isEqualTo("{\"base\":{\"inserted\":1,\"updated\":0,\"unchanged\":0}}");
        assertThat(first.get("rows").toString())
                .isEqualTo("{\"\\\"main\\\".\\\"users\\\"\":{\"before\":0,\"after\":1}}");
        assertThat(first.get("target").asString()).endsWith("shop.db");
        assertThat(json(ExitCode.DONE, "base").get("sets").toString())
                .isEqualTo("{\"base\":{\"inserted\":0,\"updated\":0,\"unchanged\":1}}");
    }

    @Test
    void whatOverwritesRowsIsConfirmedByTheDatabasesName() throws Exception {
        json(ExitCode.DONE);
        Files.writeString(folder.resolve("seeds/base/users.csv"), "name,role\nadmin,root\n");
        JsonNode plan = json(ExitCode.DONE, "--dry-run", "--without-copy");
        assertThat(plan.get("confirm").asString()).isEqualTo("shop.db");
        assertThat(plan.get("warnings").toString()).contains("role 'admin' → 'root'");
        json(ExitCode.REFUSED, "--without-copy");
        JsonNode done = json(ExitCode.DONE, "--without-copy", "--confirm", "shop.db");
        assertThat(done.get("sets").get("base").get("updated").asInt()).isEqualTo(1);
    }

    @Test
    void productionIsRefusedUnlessTheSetNamesIt() throws Exception {
        JsonNode error = json(ExitCode.REFUSED, "--env", "production", "--confirm", "shop.db");
        assertThat(error.get("error").get("code").asInt()).isEqualTo(15);
        json(ExitCode.REFUSED, "base", "--env", "production", "--dry-run");
        Files.writeString(
                folder.resolve("seeds/base/seed.json"), "{\"environments\": [\"production\"]}");
        json(ExitCode.REFUSED, "--env", "production");
        json(ExitCode.DONE, "--env", "production", "--confirm", "shop.db");
    }

    @Test
    void thatNoSetIsForTheEnvironmentIsToldWithThoseThatAreThere() throws Exception {
        Files.writeString(
                folder.resolve("seeds/base/seed.json"),
                "{\"environments\": [\"staging\", \"development\"]}");
        Files.createDirectories(folder.resolve("seeds/kept"));
        Files.writeString(folder.resolve("seeds/kept/seed.json"), "{\"environments\": []}");
        String told = "No seed set is for production.";
        String sets = "base (development, staging), kept (none)";
        JsonNode plan = json(ExitCode.DONE, "--env", "production", "--dry-run");
        assertThat(plan.get("warnings")).hasSize(1);
        assertThat(plan.get("warnings").get(0).asString()).contains(told, sets);
        assertThat(json(ExitCode.DONE, "--env", "production").get("skipped").toString())
                .isEqualTo("[\"base\",\"kept\"]");
        command.run(ExitCode.DONE, "seed", "-t", url, "--seeds", "seeds", "--env", "production");
        assertThat(command.out())
                .contains(told, sets, "no set to seed")
                .doesNotContain("all is there", "left out");
        json(ExitCode.DONE);
        command.run(ExitCode.DONE, "seed", "-t", url, "--seeds", "seeds");
        assertThat(command.out()).contains("all is there", "the set kept is not for development");
    }

    @Test
    void aSetThatIsNoneEndsWithTenAndAMalformedOneWithOne() throws Exception {
        String told = json(ExitCode.NOT_FOUND, "bass").get("error").get("message").asString();
        assertThat(told).contains("base");
        Files.writeString(folder.resolve("seeds/base/users.csv"), "name,role\n\"admin,admin\n");
        String fault = json(ExitCode.FAILED).get("error").get("message").asString();
        assertThat(fault).contains("base/users.csv, line 2, column 1");
    }
}
