package dev.belay.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.0004S, 0.4 ms",
        "PT0.041S, 41 ms",
        "PT0.9996S, 1.0 s",
        "PT2.3S, 2.3 s",
        "PT9.96S, 10 s",
        "PT41S, 41 s",
        "PT59.7S, 1 min",
        "PT6M18S, 6 min 18 s",
        "PT9H12M, 9 h 12 min",
        "PT27H, 1 d 3 h",
        "PT-5S, 0.0 ms"
    })
    void durationsHaveTwoUnitsAtMost(String iso, String words) {
        assertThat(Units.duration(Duration.parse(iso))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "812000, 812 kB",
        "8420000000, 8.42 GB",
        "31000000, 31.0 MB"
    })
    void sizesAreDecimal(long bytes, String words) {
        assertThat(Units.size(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "1204881;1,204,881"})
    void countsAreGrouped(long number, String words) {
        assertThat(Units.count(number)).isEqualTo(words);
    }
}
