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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** {@code belay validate} on a real file. */
class ValidateCommandTest {
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void migrated() throws Exception {
        command = new Spoken(folder);
        Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(
                folder.resolve("migrations/V1__users.sql"),
                "create table users(id integer primary key, email text not null);");
        run(ExitCode.DONE, "migrate");
    }

    @AfterEach
    void end() {
        command.close();
    }

    private void run(ExitCode expected, String... words) {
        List<String> all =
                new ArrayList<>(List.of("-t", "sqlite:x.db", "--migrations", "migrations"));
        all.addAll(List.of(words));
        command.run(expected, all.toArray(String[]::new));
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
        JsonNode document = new ObjectMapper().readTree(command.out());
        assertThat(document.get("valid").asBoolean()).isTrue();
        assertThat(document.get("faults").isEmpty()).isTrue();
        assertThat(document.get("drift").isNull()).isTrue();

        run(ExitCode.DONE, "validate", "--drift");
        assertThat(command.out()).contains("is what the migrations up to 1 build");
    }

    @Test
    void driftIsShownSideBySideAndExitsThree() throws Exception {
        live("alter table users add column phone text");

        run(ExitCode.DONE, "validate");
        run(ExitCode.PARTLY, "validate", "--drift");
        assertThat(command.out())
                .contains("table users differs")
                .contains("EXPECTED")
                .contains("LIVE");
        assertThat(command.out().lines().filter(l -> l.contains("phone text")))
                .singleElement()
                .asString()
                .matches("\\s+\\|\\s+phone text");
        assertThat(command.out().lines().filter(l -> l.contains("email text not null")))
                .singleElement()
                .asString()
                .doesNotContain("|");

        run(ExitCode.PARTLY, "validate", "--drift", "--json");
        JsonNode drift = new ObjectMapper().readTree(command.out()).get("drift");
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
        assertThat(command.out()).contains("was changed after it was applied");

        Files.delete(script);
        Files.writeString(folder.resolve("migrations/V2__b.sql"), "create table b(x);");
        run(ExitCode.FAILED, "validate", "--json");
        JsonNode faults = new ObjectMapper().readTree(command.out()).get("faults");
        assertThat(faults.get(0).get("kind").asString()).isEqualTo("missing");
        assertThat(faults.get(0).get("script").asString()).isEqualTo("V1__users.sql");
    }
}
