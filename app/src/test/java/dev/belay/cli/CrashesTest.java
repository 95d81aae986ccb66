package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;

/** What commands tell of an operation that was interrupted. */
class CrashesTest {
    @TempDir Path folder;
    private Spoken command;

    /** A migration whose process is gone, by its journal, after its work. */
    @BeforeEach
    void interrupt() throws Exception {
        command = new Spoken(folder);
        Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrations/V1__a.sql"), "create table a (x text);\n");
        run(ExitCode.DONE, "migrate", "-t", "sqlite:shop.db");
        sql(
                folder.resolve("home/belay.db"),
                "UPDATE operation SET ended_at = NULL, outcome = NULL, told = NULL, user = 'ana',"
                        + " process_at = process_at - 60000");
    }

    @AfterEach
    void end() {
        command.close();
    }

    private static void sql(Path file, String... statements) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void run(ExitCode expected, String... words) {
        command.run(expected, withScripts(words));
    }

    private String[] withScripts(String... words) {
        Stream<String> scripts = Stream.of("--migrations", folder.resolve("migrations").toString());
        return Stream.concat(Stream.of(words), scripts).toArray(String[]::new);
    }

    private JsonNode document() {
        return new ObjectMapper().readTree(command.out());
    }

    @Test
    void itIsToldOnceThoughTheCommandIsQuiet() {
        run(ExitCode.DONE, "migrate", "-t", "sqlite:shop.db", "-q", "--dry-run", "--json");
        assertThat(command.err()).contains("begun by ana").contains("was interrupted");
        JsonNode told = document().get("interrupted").get(0);
        assertThat(told.get("operation").asString()).isEqualTo("migrate");
        assertThat(told.get("found").asString()).isEqualTo("done");
        assertThat(told.get("message").asString()).contains("all of it is done");
        run(ExitCode.DONE, "migrate", "-t", "sqlite:shop.db", "--dry-run", "--json");
        assertThat(command.err()).doesNotContain("interrupted");
        assertThat(document().has("interrupted")).isFalse();
    }

    @Test
    void whatNobodyCouldReadIsToldAgain() {
        PrintStream gone =
                new PrintStream(
                        new OutputStream() {
                            @Override
                            public void write(int b) throws java.io.IOException {
                                throw new java.io.IOException("broken pipe");
                            }
                        },
                        true,
                        StandardCharsets.UTF_8);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        new Cli(command.wiring, new Terminal(nowhere, gone, false, false), "0.0")
                .run(withScripts("migrate", "-t", "sqlite:shop.db", "--dry-run"));
        run(ExitCode.DONE, "migrate", "-t", "sqlite:shop.db", "-q", "--dry-run");
        assertThat(command.err()).contains("was interrupted");
    }

    @Test
    void aCommandThatReadsSaysThatThereIsOneAndLeavesItOpen() {
        for (String reading : new String[] {"history", "validate", "health"}) {
            run(ExitCode.DONE, reading, "-t", "sqlite:shop.db", "-q", "--json");
            assertThat(command.err().lines())
                    .singleElement()
                    .asString()
                    .contains("migrate on", "begun by ana", "was interrupted")
                    .contains("belay migrate --dry-run");
            assertThat(document().get("interrupted").get(0).get("user").asString())
                    .isEqualTo("ana");
        }
        run(ExitCode.DONE, "history", "-t", "sqlite:" + other());
        assertThat(command.err()).isEmpty();
    }

    private Path other() {
        Path other = folder.resolve("other.db");
        try {
            sql(other, "create table t (x)");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return other;
    }

    @Test
    void aFileThatItsKilledWriterLeftHalfChangedIsExplainedAndMended() throws Exception {
        Path shop = folder.resolve("shop.db");
        Path live = folder.resolve("live.db");
        Files.copy(shop, live);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                var statement = connection.createStatement()) {
            statement.execute("pragma cache_size = 2");
            statement.execute("begin immediate");
            statement.execute(
                    "insert into a with recursive n (i) as (select 1 union all select i + 1 from n"
                            + " where i < 500) select hex(randomblob(500)) from n");
            // As a kill leaves them: the pages that were written, and the journal.
            Files.delete(shop);
            Files.copy(live, shop);
            Files.copy(folder.resolve("live.db-journal"), folder.resolve("shop.db-journal"));
        }
        run(ExitCode.NO_CONNECTION, "history", "-t", "sqlite:shop.db");
        assertThat(command.err()).contains("was interrupted").contains("Belay's own operation");
        run(ExitCode.DONE, "migrate", "-t", "sqlite:shop.db", "--dry-run", "-q");
        assertThat(command.err()).contains("all of it is done");
        run(ExitCode.DONE, "history", "-t", "sqlite:shop.db");
        assertThat(command.err()).isEmpty();
    }
}
