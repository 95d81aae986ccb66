package dev.belay.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

class ReportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    @TempDir Path folder;

    private static IllegalStateException error(String message) {
        return new IllegalStateException(message);
    }

    private Path written(Throwable error, Instant now) {
        return Report.write(folder.resolve("logs"), "0.1.0", Thread.currentThread(), error, now)
                .orElseThrow();
    }

    @Test
    void anErrorIsWrittenDownWithWhatTheLogToldBeforeAndWithoutSecrets() throws Exception {
        Redaction.hide("canary-77");
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/belay.log"), "opened postgresql://a:pw-9@h/d\n");
        IllegalStateException error = error("no row for canary-77");
        Path file = written(error, NOW);
        assertThat(file.getFileName().toString())
                .isEqualTo("report-20261122-060000-" + Report.code(error) + ".txt");
        assertThat(Files.readString(file))
                .startsWith("Belay 0.1.0 broke off: " + Report.code(error))
                .contains("ReportTest", "opened postgresql://a:")
                .doesNotContain("canary-77", "pw-9");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theCodeIsThatOfThePlaceAndNotOfTheMessage() {
        assertThat(Report.code(error("one"))).isEqualTo(Report.code(error("another")));
        assertThat(Report.code(error("one"))).matches("BLY-[0-9A-F]{4}");
        assertThat(Report.code(new IllegalArgumentException()))
                .isNotEqualTo(Report.code(error("")));
    }

    @Test
    void anErrorThatComesAgainAndAgainDoesNotFillTheDiskAndTheNewestStay() throws Exception {
        for (int i = 0; i < 30; i++) {
            Report.write(folder, "0.1.0", Thread.currentThread(), error(""), NOW.plusSeconds(i));
        }
        try (var all = Files.list(folder)) {
            assertThat(all.map(f -> f.getFileName().toString()).sorted())
                    .hasSize(20)
                    .first()
                    .asString()
                    .startsWith("report-20261122-060010-");
        }
    }
}
