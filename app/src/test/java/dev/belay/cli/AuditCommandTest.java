package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** {@code belay audit} over what real operations left. */
class AuditCommandTest {
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void change() throws Exception {
        command = new Spoken(folder);
        Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrations/V1__a.sql"), "create table a (x int);");
        String scripts = folder.resolve("migrations").toString();
        command.run(ExitCode.DONE, "target", "add", "shop", "--url", "sqlite:shop.db");
        command.run(ExitCode.DONE, "migrate", "-t", "shop", "--migrations", scripts);
        command.run(
                ExitCode.REFUSED,
                "migrate",
                "-t",
                "sqlite:other.db",
                "--env",
                "production",
                "--migrations",
                scripts);
        command.run(ExitCode.DONE, "target", "remove", "shop");
    }

    @AfterEach
    void end() {
        command.close();
    }

    private JsonNode list(String... words) {
        String[] all =
                Stream.concat(Stream.of("audit", "list", "--json"), Stream.of(words))
                        .toArray(String[]::new);
        command.run(ExitCode.DONE, all);
        return new ObjectMapper().readTree(command.out());
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
        command.run(ExitCode.DONE, "audit", "list", "-t", "nobody");
        assertThat(command.out()).contains("No line of the log fits");
    }

    @Test
    void theListSaysWhetherTheChainIsIntact() {
        JsonNode document = list("--limit", "1");
        assertThat(document.get("intact").asBoolean()).isTrue();
        assertThat(document.get("head")).isEqualTo(document.get("entries").get(0).get("hash"));
    }

    @Test
    void aRemovedSealStaysAFaultUntilItIsAcknowledged() throws Exception {
        Files.delete(folder.resolve("home/audit.seal"));
        command.run(ExitCode.FAILED, "audit", "verify");
        assertThat(command.out()).contains("the seal is gone");
        String scripts = folder.resolve("migrations").toString();
        command.run(ExitCode.DONE, "init", "-t", "sqlite:other.db", "--migrations", scripts);
        command.run(ExitCode.FAILED, "audit", "verify");
        assertThat(command.out()).contains("line 4 tells of a break").contains("acknowledge");
        command.run(ExitCode.USAGE, "audit", "acknowledge", "--reason", " ");
        command.run(ExitCode.DONE, "audit", "acknowledge", "--reason", "I took it", "--json");
        assertThat(new ObjectMapper().readTree(command.out()).get("lines").get(0).asInt())
                .isEqualTo(4);
        command.run(ExitCode.DONE, "audit", "verify");
        assertThat(command.out()).contains("line 4").contains("acknowledges").contains("intact");
        assertThat(events("--event", "broken,acknowledged"))
                .containsExactly("acknowledged", "broken");
    }

    @Test
    void aDamagedStoreIsToldByEveryCommandUntilItIsKnown() throws Exception {
        command.close();
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        try (FileChannel file =
                FileChannel.open(folder.resolve("home/belay.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(noise), 0);
        }
        for (int i = 0; i < 2; i++) {
            command = new Spoken(folder);
            command.run(ExitCode.DONE, "target", "list", "-q", "--json");
            assertThat(new ObjectMapper().readTree(command.out()).toString()).isNotEmpty();
            assertThat(command.err())
                    .contains("moved aside to")
                    .contains("belay.db.corrupt-")
                    .contains("saved targets");
            command.run(ExitCode.FAILED, "audit", "verify");
            command.close();
        }
        command = new Spoken(folder);
        command.run(ExitCode.DONE, "audit", "acknowledge", "--reason", "the disk was broken");
        command.run(ExitCode.DONE, "audit", "verify");
        assertThat(events()).containsExactly("acknowledged", "acknowledged", "broken");
        command.close();
        command = new Spoken(folder);
        command.run(ExitCode.DONE, "target", "list");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void aWordThatIsNoneIsRefusedByName() {
        for (String[] wrong :
                new String[][] {
                    {"--event", "finished"}, {"--since", "yesterday"}, {"--limit", "0"}
                }) {
            command.run(ExitCode.USAGE, "audit", "list", wrong[0], wrong[1]);
            assertThat(command.err()).contains(wrong[1]);
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
