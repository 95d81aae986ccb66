package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Wiring;
import dev.belay.message.ExitCode;
import dev.belay.store.Surroundings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code belay validate} on a real file. */
class ValidateCommandTest {
    @TempDir Path folder;
    private Wiring wiring;
    private String said = "";

    @BeforeEach
    void migrated() throws Exception {
        wiring =
                new Wiring(
                        new Surroundings(
                                Map.of("BELAY_HOME", folder.resolve("home").toString()),
                                folder,
                                folder,
                                Surroundings.Platform.LINUX));
        Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(
                folder.resolve("migrations/V1__users.sql"),
                "create table users(id integer primary key, email text not null);");
        run(ExitCode.DONE, "migrate");
    }

    @AfterEach
    void end() {
        wiring.close();
    }

    private void run(ExitCode expected, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        List<String> all =
                new ArrayList<>(List.of("-t", "sqlite:x.db", "--migrations", "migrations"));
        all.addAll(List.of(words));
        ExitCode exit = new Cli(wiring, terminal, "0.0").run(all.toArray(String[]::new));
        said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as("%s%n%s", said, err).isEqualTo(expected);
    }

    private void live(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("x.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatAgreesIsValidAndHasNoDrift() {
        run(ExitCode.DONE, "validate", "--json");
        JsonNode document = new ObjectMapper().readTree(said);
        assertThat(document.get("valid").asBoolean()).isTrue();
        assertThat(document.get("faults").isEmpty()).isTrue();
        assertThat(document.get("drift").isNull()).isTrue();

        run(ExitCode.DONE, "validate", "--drift");
        assertThat(said).contains("is what the migrations up to 1 build");
    }

    @Test
    void driftIsShownSideBySideAndExitsThree() throws Exception {
        live("alter table users add column phone text");

        run(ExitCode.DONE, "validate");
        run(ExitCode.PARTLY, "validate", "--drift");
        assertThat(said).contains("table users differs").contains("EXPECTED").contains("LIVE");
        assertThat(said.lines().filter(l -> l.contains("phone text")))
                .singleElement()
                .asString()
                .matches("\\s+\\|\\s+phone text");
        assertThat(said.lines().filter(l -> l.contains("email text not null")))
                .singleElement()
                .asString()
                .doesNotContain("|");

        run(ExitCode.PARTLY, "validate", "--drift", "--json");
        JsonNode drift = new ObjectMapper().readTree(said).get("drift");
        assertThat(drift.size()).isEqualTo(1);
        assertThat(drift.get(0).get("kind").asString()).isEqualTo("table");
        assertThat(drift.get(0).get("name").asString()).isEqualTo("users");
        assertThat(drift.get(0).get("expected").asString()).doesNotContain("phone");
        assertThat(drift.get(0).get("actual").asString()).contains("phone");
    }

    @Test
    void aScriptThatWasChangedOrIsGoneIsAFault() throws Exception {
        Path script = folder.resolve("migrations/V1__users.sql");
        Files.writeString(script, "create table users(id integer primary key);");
        run(ExitCode.FAILED, "validate");
        assertThat(said).contains("was changed after it was applied");

        Files.delete(script);
        Files.writeString(folder.resolve("migrations/V2__b.sql"), "create table b(x);");
        run(ExitCode.FAILED, "validate", "--json");
        JsonNode faults = new ObjectMapper().readTree(said).get("faults");
        assertThat(faults.get(0).get("kind").asString()).isEqualTo("missing");
        assertThat(faults.get(0).get("script").asString()).isEqualTo("V1__users.sql");
    }
}
