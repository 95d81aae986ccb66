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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code belay audit} over what real operations left. */
class AuditCommandTest {
    @TempDir Path folder;
    private Wiring wiring;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void change() throws Exception {
        wiring =
                new Wiring(
                        new Surroundings(
                                Map.of("BELAY_HOME", folder.resolve("home").toString()),
                                folder,
                                folder,
                                Surroundings.Platform.LINUX));
        Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrations/V1__a.sql"), "create table a (x int);");
        String scripts = folder.resolve("migrations").toString();
        run(ExitCode.DONE, "target", "add", "shop", "--url", "sqlite:shop.db");
        run(ExitCode.DONE, "migrate", "-t", "shop", "--migrations", scripts);
        run(
                ExitCode.REFUSED,
                "migrate",
                "-t",
                "sqlite:other.db",
                "--env",
                "production",
                "--migrations",
                scripts);
        run(ExitCode.DONE, "target", "remove", "shop");
    }

    @AfterEach
    void end() {
        wiring.close();
    }

    private void run(ExitCode expected, String... words) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        ExitCode exit = new Cli(wiring, terminal, "0.0").run(words);
        assertThat(exit).as("%s%n%s%s", List.of(words), out, err).isEqualTo(expected);
    }

    private JsonNode list(String... words) {
        String[] all =
                Stream.concat(Stream.of("audit", "list", "--json"), Stream.of(words))
                        .toArray(String[]::new);
        run(ExitCode.DONE, all);
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private List<String> events(String... words) {
        return list(words)
                .get("entries")
                .valueStream()
                .map(e -> e.get("event").asString())
                .toList();
    }

    @Test
    void theLogIsNarrowedByTargetEventTimeAndNumber() {
        assertThat(events()).containsExactly("refused", "done", "begun");
        assertThat(events("-t", "shop")).containsExactly("done", "begun");
        assertThat(events("-t", "sqlite:other.db")).containsExactly("refused");
        assertThat(events("-t", "nobody")).isEmpty();
        assertThat(events("--event", "done,refused")).containsExactly("refused", "done");
        assertThat(events("--event", "in-doubt")).isEmpty();
        assertThat(events("--limit", "1")).containsExactly("refused");
        assertThat(events("--since", "1h")).hasSize(3);
        assertThat(events("--since", Instant.now().plusSeconds(60).toString())).isEmpty();
        assertThat(events("--since", "2000-01-01", "--event", "begun")).containsExactly("begun");
        run(ExitCode.DONE, "audit", "list", "-t", "nobody");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("No line of the log fits");
    }

    @Test
    void theListSaysWhetherTheChainIsIntact() {
        JsonNode document = list("--limit", "1");
        assertThat(document.get("intact").asBoolean()).isTrue();
        assertThat(document.get("head")).isEqualTo(document.get("entries").get(0).get("hash"));
    }

    @Test
    void aWordThatIsNoneIsRefusedByName() {
        for (String[] wrong :
                new String[][] {
                    {"--event", "finished"}, {"--since", "yesterday"}, {"--limit", "0"}
                }) {
            run(ExitCode.USAGE, "audit", "list", wrong[0], wrong[1]);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains(wrong[1]);
        }
    }

    @Test
    void aDayBeginsInTheUsersZone() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(AuditList.moment("7d", now)).isEqualTo(Instant.parse("2026-11-14T12:00:00Z"));
        assertThat(AuditList.moment("90min", now)).isEqualTo(Instant.parse("2026-11-21T10:30:00Z"));
        assertThat(AuditList.moment("2026-11-20", now))
                .isEqualTo(
                        LocalDate.of(2026, 11, 20)
                                .atStartOfDay(ZoneId.systemDefault())
                                .toInstant());
    }
}
