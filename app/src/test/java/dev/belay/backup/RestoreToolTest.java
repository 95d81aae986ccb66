package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class RestoreToolTest {
    @ParameterizedTest
    @CsvSource({"14, 25", "15, 20", "16, 16", "17, 12", "18, 7"})
    void theMinorReleaseWithTheFixesIsTheFirstThatMayReadAStrangersArchive(int major, int minor) {
        assertThat(mended(major + "." + (minor - 1))).isFalse();
        assertThat(mended(major + "." + minor)).isTrue();
        assertThat(mended(major + "." + (minor + 1))).isTrue();
    }

    private static boolean mended(String version) {
        return RestoreTool.mended(new Tool("pg_restore", Path.of("pg_restore"), version));
    }

    @Test
    void whatIsTooOldOrTellsNoMinorIsNotMendedAndWhatIsNewerIs() {
        assertThat(List.of("13.99", "9.6.24", "15", "18beta1", "x"))
                .noneMatch(RestoreToolTest::mended);
        assertThat(mended("19.0")).isTrue();
    }
}
