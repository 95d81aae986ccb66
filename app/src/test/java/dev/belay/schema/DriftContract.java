package dev.belay.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every engine keeps of comparing a live database with its migrations. */
abstract class DriftContract {
    @TempDir Path home;

    /** A new empty database. */
    abstract Built site() throws Exception;

    /** The scratch databases that are there now. */
    abstract List<String> scratches() throws Exception;

    /** The name of a table as a difference has it. */
    abstract String table(String name);

    @AfterEach
    void nothingStays() throws Exception {
        assertThat(scratches()).isEmpty();
    }

    @Test
    void theDemoHasNoDriftAtAnyVersion() throws Exception {
        Built site = site().demo();
        Files.delete(site.folder.resolve("R__project_overview.sql"));
        for (int v = 1; v <= 7; v++) {
            site.migrate(Integer.toString(v));
            assertThat(site.drift().differences()).as("at " + v).isEmpty();
        }
    }

    @Test
    void whatWasMadeByHandIsTold() throws Exception {
        Built site = site().demo().migrate(null);
        assertThat(site.drift().differences()).isEmpty();

        site.run(
                "create table by_hand(id integer)",
                "create index by_hand_idx on by_hand(id)",
                "alter table users add column by_hand text",
                "drop index credentials_created_by_idx");

        assertThat(site.drift().differences())
                .extracting(d -> d.kind() + " " + d.name() + " " + told(d))
                .contains(
                        "TABLE " + table("by_hand") + " extra",
                        "TABLE " + table("users") + " other",
                        "INDEX " + table("credentials_created_by_idx") + " missing")
                .hasSize(3);
    }

    private static String told(SchemaDifference d) {
        return d.expected() == null ? "extra" : d.actual() == null ? "missing" : "other";
    }

    @Test
    void tablesWithoutAHistoryAreKnownByTheVersionThatBuildsThem() throws Exception {
        Built site = site().demo().migrate("5");
        site.run("drop table flyway_schema_history");
        site.run("drop view if exists project_overview");

        Drift.Built built = site.built();

        assertThat(built.version()).isEqualTo("5");
        assertThat(built.equal()).containsExactly("5");
        assertThat(built.difference()).isEmpty();
    }

    @Test
    void aViewOfARepeatableScriptBelongsToTheNewestVersion() throws Exception {
        Built site = site().demo().migrate(null);
        site.run("drop table flyway_schema_history");

        assertThat(site.built().version()).isEqualTo("7");
    }

    @Test
    void whereNoVersionFitsTheNearestIsTold() throws Exception {
        Built site = site().demo().migrate("4");
        site.run("drop table flyway_schema_history", "create table extra(id integer)");
        site.run("drop view if exists project_overview");

        Drift.Built built = site.built();

        assertThat(built.version()).isNull();
        assertThat(built.nearest()).isEqualTo("4");
        assertThat(built.difference())
                .singleElement()
                .extracting(SchemaDifference::name)
                .isEqualTo(table("extra"));
    }

    @Test
    void versionsThatChangeOnlyRowsAreAllNamed() throws Exception {
        Built site =
                site().write("V1__t.sql", "create table t(id integer);")
                        .write("V2__rows.sql", "insert into t values (1);")
                        .write("V3__u.sql", "create table u(id integer);");
        site.run("create table t(id integer)");

        assertThat(site.built().equal()).containsExactly("1", "2");
        assertThat(site.built().version()).isEqualTo("2");
    }

    @Test
    void aScriptThatFailsInScratchIsNamedWithItsLine() throws Exception {
        Built site =
                site().write("V1__t.sql", "create table t(id integer);")
                        .write("V2__bad.sql", "\n\ncreate table t(id integer);");
        site.run("create table t(id integer)");

        assertThatThrownBy(site::built)
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("V2__bad.sql:3");
    }

    @Test
    void aScriptThatReachesBeyondItsDatabaseIsNotRun() throws Exception {
        Built site = site().write("V1__t.sql", "create table t(id integer);\n\n" + beyond() + ";");

        assertThatThrownBy(site::built)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(e.problem().why()).contains("V1__t.sql").contains("line 3");
                        });
    }

    abstract String beyond();
}
