package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Proofs that were killed or stopped: what they leave is taken away, and told. */
class InterruptedProofTest {
    private static final String SLOW =
            "create function slow(i int) returns int language plpgsql immutable as $$ begin if"
                    + " current_database() like 'belay_scratch_%' then perform pg_sleep(60);"
                    + " end if; return i; end $$";

    private final PostgresServer server = PostgresServers.usual();
    @TempDir Path folder;
    private Spoken belay;
    private String name;
    private String url;

    @BeforeEach
    void filled() {
        belay = new Spoken(folder);
        name = server.freshDatabase();
        server.run(name, "create table a as select 1 i");
        url = "postgresql://postgres@127.0.0.1:" + server.port() + "/" + name + "?sslmode=disable";
    }

    @AfterEach
    void closed() {
        belay.close();
    }

    private List<String> scratch() {
        return server.texts(
                "postgres",
                "select datname from pg_database where datname like 'belay\\_scratch\\_%'");
    }

    private JsonNode document() {
        return new ObjectMapper().readTree(belay.out());
    }

    @Test
    void whatAKilledProofLeftIsTakenAwayByTheNextBackupAndTheNextRestoreAndTold() {
        server.run("postgres", "create database belay_scratch_1000_00aa");

        belay.run(ExitCode.DONE, "backup", "--no-prove", "-q", "--json", "-t", url);

        assertThat(scratch()).isEmpty();
        assertThat(document().get("swept").toString()).contains("belay_scratch_1000_00aa");
        assertThat(belay.err()).contains("was interrupted").contains("belay_scratch_1000_00aa");

        String id = document().get("id").asString();
        server.run("postgres", "create database belay_scratch_1000_00bb");
        belay.run(ExitCode.DONE, "restore", "--from", id, "--confirm", name, "-t", url);
        assertThat(scratch()).isEmpty();
        assertThat(belay.err()).contains("belay_scratch_1000_00bb");

        belay.run(ExitCode.DONE, "backup", "--no-prove", "--json", "-t", url);
        assertThat(document().has("swept")).isFalse();
    }

    private CompletableFuture<Void> proving(ExitCode end) {
        server.run(name, SLOW, "create index on a (slow(i))");
        CompletableFuture<Void> run =
                CompletableFuture.runAsync(() -> belay.run(end, "backup", "--json", "-t", url));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                run.isDone()
                                        || !server.texts(
                                                        "postgres",
                                                        "select 1 from pg_stat_activity where"
                                                            + " wait_event = 'PgSleep' and datname"
                                                            + " like 'belay\\_scratch\\_%'")
                                                .isEmpty());
        return run;
    }

    @Test
    void aProofThatIsStoppedTellsOfTheBackupThatIsThere() throws Exception {
        CompletableFuture<Void> run = proving(ExitCode.CANCELLED);

        belay.wiring.close();

        run.get(30, TimeUnit.SECONDS);
        assertThat(document().get("error").get("code").asInt()).isEqualTo(130);
        assertThat(Path.of(document().get("file").asString())).exists();
        assertThat(document().get("id").asString()).isNotEmpty();
        assertThat(scratch()).isEmpty();
    }

    @Test
    void whatAServerThatHangsKeepsOfAProofIsTheLastWord() throws Exception {
        CompletableFuture<Void> run = proving(ExitCode.CANCELLED);
        try (Connection other = server.admin("postgres");
                Statement statement = other.createStatement()) {
            // Whoever drops it waits for this one, as for a backend that stands still.
            other.setAutoCommit(false);
            statement.execute(
                    "comment on database "
                            + scratch().getFirst()
                            + " is 'a lock of the shared object'");
            CompletableFuture.runAsync(belay.wiring::close).get(30, TimeUnit.SECONDS);

            assertThat(belay.err()).contains(scratch().getFirst()).contains("removes it");
            assertThat(document().get("error").get("code").asInt()).isEqualTo(130);
            assertThat(Path.of(document().get("file").asString())).exists();
            other.rollback();
        }
        run.get(60, TimeUnit.SECONDS);
    }
}
