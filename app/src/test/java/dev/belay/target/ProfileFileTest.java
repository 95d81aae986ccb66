package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.testing.Around;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ProfileFileTest {
    @TempDir Path folder;

    private Target server() {
        return TargetUrl.parse(
                        "postgresql://app:hunter2@db-7:5433/webshop?sslmode=require",
                        Around.homeIn(folder))
                .target("webshop", Environment.PRODUCTION)
                .withOptions(Map.of(TargetUrl.ACT_USER, "owner"));
    }

    private Target file() {
        return Target.of(
                "lager-ü",
                Engine.SQLITE,
                Environment.STAGING,
                new Address.File(folder.resolve("x.db")));
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("targets.belay"), text);
    }

    private BelayException refused(String text) throws IOException {
        Path file = written(text);
        return catchThrowableOfType(BelayException.class, () -> ProfileFile.read(file));
    }

    @Test
    void whatIsWrittenIsReadAgainAndHasNoPassword() throws Exception {
        List<Target> targets = List.of(server(), file());
        String text = ProfileFile.write(targets);
        assertThat(text).doesNotContain("hunter2").contains("webshop", "lager-ü");
        assertThat(ProfileFile.read(written(text))).isEqualTo(targets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | USAGE",
                "{} | USAGE",
                "[] | USAGE",
                "{'belay': 2, 'targets': []} | INCOMPATIBLE",
                "{'belay': 1, 'targets': [{}]} | USAGE",
                "{'belay': 1, 'targets': [{'name': 'a', 'engine': 'oracle'}]} | USAGE",
                "{'belay': 1, 'targets': 7} | USAGE",
            })
    void whatIsNoSuchFileIsRefusedWithItsName(String text, ExitCode exit) throws Exception {
        BelayException refused = refused(text.replace('\'', '"'));
        assertThat(refused.problem().exit()).isEqualTo(exit);
        assertThat(refused.problem().where()).endsWith("targets.belay");
    }

    @Test
    void aFieldThatNoFormTakesIsNoneThatAFileMayHave() throws Exception {
        String text = ProfileFile.write(List.of(server()));
        assertThat(refused(text.replace("db-7", "-oProxyCommand=x")).problem().exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(refused(text.replace("\"webshop\",\n", "\"--json\",\n")).problem().exit())
                .isEqualTo(ExitCode.USAGE);
        String options = "\"options\" : {\n        \"socketFactory\" : \"evil\",";
        Path hostile = written(text.replace("\"options\" : {", options));
        assertThat(ProfileFile.read(hostile).getFirst().options())
                .doesNotContainKey("socketFactory");
    }

    @Test
    void oneNameStandsForOneTarget() throws Exception {
        String text = ProfileFile.write(List.of(server(), server()));
        assertThat(refused(text).problem().key()).isEqualTo("target.import.twice");
    }

    @Test
    void aFileThatIsNotThereIsToldAndAFolderIsNone() {
        assertThat(key(folder.resolve("none.belay"))).isEqualTo("target.import.none");
        assertThat(key(folder)).isEqualTo("target.import.other");
    }

    private static String key(Path file) {
        return catchThrowableOfType(BelayException.class, () -> ProfileFile.read(file))
                .problem()
                .key();
    }
}
