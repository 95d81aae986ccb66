package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code --rehearse} of {@code belay migrate} and {@code belay rollback}, on a real file. */
class RehearseOptionsTest {
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void migrated() throws IOException {
        command = new Spoken(folder);
        Files.createDirectory(folder.resolve("migrations"));
        script("V1__a.sql", "create table a(x integer);");
        script("U1__a.sql", "drop table a;");
        run(ExitCode.DONE, "migrate");
        script("V2__b.sql", "create table b(x integer);");
    }

    @AfterEach
    void end() {
        command.close();
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(folder.resolve("migrations").resolve(name), sql);
    }

    private void run(ExitCode expected, String... words) {
        List<String> all =
                new ArrayList<>(List.of("-t", "sqlite:x.db", "--migrations", "migrations"));
        all.addAll(List.of(words));
        command.run(expected, all.toArray(String[]::new));
    }

    private JsonNode document() {
        return new ObjectMapper().readTree(command.out());
    }

    private String current() {
        run(ExitCode.DONE, "history", "--json");
        return document().get("current").asString();
    }

    @Test
    void whatPassedIsToldAndThenDone() throws Exception {
        script("U2__b.sql", "drop table b;");
        run(ExitCode.DONE, "migrate", "--rehearse");
        assertThat(command.out())
                .contains("Rehearsed")
                .contains("schema equal")
                .contains("is at 2");
        run(ExitCode.DONE, "rollback", "--to", "1", "--confirm", "x.db", "--rehearse", "--json");
        JsonNode rehearsal = document().get("rehearsal");
        assertThat(rehearsal.get("passed").asBoolean()).isTrue();
        assertThat(rehearsal.get("back").asBoolean()).isTrue();
        assertThat(rehearsal.get("scripts").get(0).get("name").asString()).isEqualTo("U2");
        assertThat(document().get("undone").size()).isEqualTo(1);
    }

    @Test
    void whatLeavesSomethingBehindIsRefusedWithTheDifferenceBesideEachOther() throws Exception {
        script("U2__b.sql", "select 1;");
        run(ExitCode.REFUSED, "migrate", "--rehearse");
        assertThat(command.out()).contains("table b is left behind").contains("BEFORE");
        assertThat(command.err())
                .contains("belay: rehearse on")
                .contains("The target was not touched");
        run(ExitCode.REFUSED, "migrate", "--rehearse", "--json");
        assertThat(document().get("error").get("code").asInt()).isEqualTo(15);
        assertThat(document().get("rehearsal").get("differences").size()).isEqualTo(1);
        assertThat(current()).isEqualTo("1");
    }

    @Test
    void withDryRunItIsOnlyRehearsed() throws Exception {
        script("U2__b.sql", "drop table b;");
        run(ExitCode.DONE, "migrate", "--rehearse", "--dry-run");
        assertThat(command.out()).contains("V2__b.sql").contains("Rehearsed");
        run(ExitCode.DONE, "migrate", "--rehearse-here", "--dry-run", "--json");
        assertThat(document().get("steps").size()).isEqualTo(1);
        assertThat(document().get("rehearsal").get("passed").asBoolean()).isTrue();
        script("U2__b.sql", "drop table nowhere;");
        run(ExitCode.REFUSED, "migrate", "--rehearse", "--dry-run", "--json");
        assertThat(document().get("rehearsal").get("failure").asString()).contains("U2__b.sql:1");
        assertThat(current()).isEqualTo("1");
        run(ExitCode.DONE, "audit", "list");
        assertThat(command.out()).contains("rehearsed").contains("rehearsal failed");
    }

    @Test
    void whatIsNotConfirmedIsNotEvenRehearsed() throws Exception {
        script("U2__b.sql", "drop table b;");
        run(ExitCode.DONE, "migrate");
        run(ExitCode.REFUSED, "rollback", "--to", "1", "--rehearse");
        assertThat(command.out()).contains("U2__b.sql").doesNotContain("Rehearsed");
    }

    @Test
    void twoPlacesForARehearsalAreOneTooMany() {
        run(ExitCode.USAGE, "migrate", "--rehearse-here", "--rehearse-on", "sqlite:y.db");
    }

    @Test
    void whereNothingIsToBeDoneNothingIsRehearsed() throws Exception {
        script("U2__b.sql", "drop table b;");
        run(ExitCode.DONE, "migrate");
        run(ExitCode.DONE, "migrate", "--rehearse");
        assertThat(command.out()).doesNotContain("Rehearsed");
    }
}
