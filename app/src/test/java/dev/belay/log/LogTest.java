package dev.belay.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

class LogTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogTest.class);
    @TempDir Path home;

    @AfterEach
    void stop() {
        Log.start(home.resolve("after"), Log.Amount.NORMAL, false, null);
    }

    @Test
    void aRecordIsOneLineOfWhichNothingCanForgeASecond() throws IOException {
        Log.start(home.resolve("logs"), Log.Amount.NORMAL, false, null);
        LOGGER.info("first\n2026-01-01T00:00:00.000Z INFO forged \u001b[31m");
        LOGGER.warn("second", new IllegalStateException("why\nnot", new IOException("below")));
        List<String> lines = Files.readAllLines(home.resolve("logs/belay.log"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z INFO  dev.belay.log.LogTest .*")
                .endsWith("first 2026-01-01T00:00:00.000Z INFO forged \\u001b[31m");
        assertThat(lines.get(1)).contains("IllegalStateException: why not", "IOException: below");
    }

    @Test
    void onRequestARecordIsAJsonObject() throws IOException {
        Log.start(home.resolve("logs"), Log.Amount.NORMAL, true, null);
        LOGGER.error("a \"quoted\" thing of {}", "shop", new IllegalStateException("why"));
        JsonNode record =
                new ObjectMapper().readTree(Files.readString(home.resolve("logs/belay.log")));
        assertThat(record.get("message").asString()).isEqualTo("a \"quoted\" thing of shop");
        assertThat(record.get("level").asString()).isEqualTo("ERROR");
        assertThat(record.get("error").asString()).contains("why", "LogTest");
    }

    @Test
    void theAmountDecidesWhatIsTold() throws IOException {
        List<String> heard = new ArrayList<>();
        Log.start(home.resolve("logs"), Log.Amount.QUIET, false, heard::add);
        LOGGER.info("not told");
        Log.start(home.resolve("logs"), Log.Amount.MORE, false, heard::add);
        LOGGER.debug("told");
        LoggerFactory.getLogger("org.example").debug("not told either");
        assertThat(heard).hasSize(1).first().asString().startsWith("DEBUG").endsWith("told");
    }

    @Test
    void passwordsNeverReachTheFile() throws IOException {
        Log.start(home.resolve("logs"), Log.Amount.ALL, false, null);
        LOGGER.info("connecting to postgresql://app:canary42@db/shop");
        assertThat(Files.readString(home.resolve("logs/belay.log"))).doesNotContain("canary42");
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        Log.start(home.resolve("logs"), Log.Amount.NORMAL, false, null);
        LOGGER.info("x");
        assertThat(mode(home.resolve("logs"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("logs/belay.log"))).isEqualTo("rw-------");
    }

    @Test
    void aFullFileMakesRoomForTheNextAndTheOldestIsDeleted() throws IOException {
        try (LogFile file = new LogFile(home, 1_000)) {
            for (int i = 0; i < 200; i++) {
                file.write("line " + i + " " + "x".repeat(90));
            }
        }
        try (var files = Files.list(home)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "belay.log", "belay.1.log", "belay.2.log", "belay.3.log");
        }
        assertThat(Files.size(home.resolve("belay.1.log"))).isLessThanOrEqualTo(1_000);
        assertThat(Files.readString(home.resolve("belay.log"))).contains("line 199 ");
        assertThat(mode(home.resolve("belay.1.log"))).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatCannotBeMadeStopsNobody() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        Log.start(file.resolve("logs"), Log.Amount.NORMAL, false, null);
        assertThatCode(() -> LOGGER.info("still fine")).doesNotThrowAnyException();
    }

    @Test
    void whatDriversLogThroughJavaUtilLoggingIsHeardToo() {
        List<String> heard = new ArrayList<>();
        Log.start(home.resolve("logs"), Log.Amount.NORMAL, false, heard::add);
        java.util.logging.Logger.getLogger("org.postgresql.Driver").warning("of {} old");
        assertThat(heard).hasSize(1).first().asString().contains("of {} old");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
