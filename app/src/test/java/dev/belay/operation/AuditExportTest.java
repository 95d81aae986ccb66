package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Exports of lines that real operations left. */
class AuditExportTest {
    @TempDir Path folder;
    private Workshop shop;
    private AuditExport export;

    @BeforeEach
    void change() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        export = new AuditExport(shop.audit);
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int);");
        Files.writeString(scripts.resolve("V2__b.sql"), "create table b (x int, y int);");
        Target target =
                Target.of(
                                "=cmd|' /C calc'!A0",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(folder.resolve("shop.db")))
                        .withFolders(new Folders(scripts, null, null));
        shop.run(target, shop.migrate(target));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void csvHoldsEveryFieldAndNoFormula() throws Exception {
        Path file = folder.resolve("audit.csv");
        assertThat(export.write(AuditQuery.ALL, file)).isEqualTo(2);
        String text = Files.readString(file);
        AuditEntry newest = shop.audit.list().getFirst();
        assertThat(text.lines().findFirst()).contains(String.join(",", newest.fields().keySet()));
        assertThat(text)
                .contains(",'=cmd|' /C calc'!A0,")
                .contains("\"V1__a.sql:1")
                .contains(newest.hash() + "\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void jsonIsWhatTheCommandLists() throws Exception {
        Path file = folder.resolve("audit.JSON");
        export.write(AuditQuery.ALL.ofEvents(Set.of("done")), file);
        JsonNode entries = new ObjectMapper().readTree(Files.readString(file)).get("entries");
        assertThat(entries.valueStream()).hasSize(1);
        AuditEntry done = shop.audit.list().getFirst();
        assertThat(entries.get(0).propertyNames())
                .containsExactlyElementsOf(done.fields().keySet());
        assertThat(entries.get(0).get("at").asString()).isEqualTo(done.at().toString());
        assertThat(entries.get(0).get("target").asString()).startsWith("=cmd");
        assertThat(entries.get(0).get("plan").valueStream())
                .hasSize((int) done.plan().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1     | '=1+1",
                "+1       | '+1",
                "-1       | '-1",
                "@SUM(A1) | '@SUM(A1)",
                "=\"a\",b | \"'=\"\"a\"\",b\"",
                "a,b      | \"a,b\"",
                "a=b      | a=b",
                "say \"x\"| \"say \"\"x\"\"\"",
            })
    void aCellIsQuotedAndNeverAFormula(String text, String cell) {
        assertThat(AuditExport.cell(text.strip())).isEqualTo(cell);
    }

    @Test
    void whatCannotBeWrittenLeavesWhatWasThere() throws Exception {
        Path missing = folder.resolve("nowhere/audit.csv");
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class, () -> export.write(AuditQuery.ALL, missing));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.problem().where()).isEqualTo(missing.toString());
        Path there = Files.writeString(folder.resolve("there.csv"), "before");
        shop.store.close();
        catchThrowableOfType(BelayException.class, () -> export.write(AuditQuery.ALL, there));
        assertThat(Files.readString(there)).isEqualTo("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsAll(List.of("there.csv"))
                    .noneMatch(name -> name.endsWith(".new"));
        }
    }
}
