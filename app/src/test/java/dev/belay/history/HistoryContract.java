package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the history of any engine keeps, shown on its real database. */
abstract class HistoryContract {
    @TempDir Path home;

    abstract Site site();

    private Site twoApplied() {
        Site site = site();
        site.write("V1__users.sql", "create table users(id int);");
        site.write("V2__orders.sql", "create table orders(id int);");
        site.write("U2__orders.sql", "drop table orders;");
        site.migrate();
        return site;
    }

    @Test
    void withoutTheTableAllIsPending() {
        Site site = site();
        site.write("V1__users.sql", "select 1;");
        site.write("R__view.sql", "select 1;");

        History history = site.history();

        assertThat(history.table()).isNull();
        assertThat(history.current()).isNull();
        assertThat(history.folderProblem()).isNull();
        assertThat(history.pending()).isEqualTo(2);
        assertThat(site.states()).isEqualTo("1 Pending, view Pending");
    }

    @Test
    void whatRanTellsWhenByWhomAndHowLong() {
        Site site = twoApplied();

        Migration second = site.history().migrations().get(1);

        assertThat(second.version()).isEqualTo("2");
        assertThat(second.description()).isEqualTo("orders");
        assertThat(second.type()).isEqualTo("SQL");
        assertThat(second.script()).isEqualTo("V2__orders.sql");
        assertThat(second.installedRank()).isEqualTo(2);
        assertThat(second.installedBy()).isEqualTo(site.info().migrations.get(1).installedBy);
        assertThat(second.installedOn())
                .isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
        assertThat(second.executionTime()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(second.file()).isEqualTo(site.folder.resolve("V2__orders.sql"));
        assertThat(second.undoFile()).isEqualTo(site.folder.resolve("U2__orders.sql"));
        assertThat(second.undoable()).isTrue();
        assertThat(second.checksumMatches()).isTrue();
    }

    @Test
    void aVersionPaidFlywayUndidStandsTwice() {
        for (String type : List.of("UNDO_SQL", "UNDO_SCRIPT", "UNDO_JDBC")) {
            Site site = twoApplied();
            site.row(3, "2", "orders", type, true);

            assertThat(site.states()).isEqualTo("1 Success, 2 Undone, 2 Pending");
            assertThat(site.history().current()).isEqualTo("1");
            site.sql("delete from flyway_schema_history", "drop table users", "drop table orders");
        }
    }

    @Test
    void aVersionAppliedAgainAfterItsUndoIsNotPending() {
        Site site = twoApplied();
        site.row(3, "2", "orders", "UNDO_SQL", true);
        site.sql(
                "insert into flyway_schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success) select 4,"
                        + " version, description, type, script, checksum, installed_by, 1, success"
                        + " from flyway_schema_history where installed_rank = 2");

        assertThat(site.states()).isEqualTo("1 Success, 2 Undone, 2 Success");
        assertThat(site.history().current()).isEqualTo("2");
    }

    @Test
    void aVersionThatFailedIsNotTheCurrentOne() {
        Site site = twoApplied();
        site.write("V3__broken.sql", "select no_such_column;");
        site.row(3, "3", "broken", "SQL", false);

        assertThat(site.states()).isEqualTo("1 Success, 2 Success, 3 Failed");
        assertThat(site.history().current()).isEqualTo("2");
    }

    @Test
    void anUndoThatFailedIsShown() {
        Site site = twoApplied();
        site.row(3, "2", "orders", "UNDO_SQL", false);

        assertThat(site.states()).isEqualTo("1 Success, 2 Success, 2 Failed");
        assertThat(site.history().failed()).isEqualTo(1);
    }

    @Test
    void belaysOwnUndoIsToldFromRepairsDelete() {
        Site site = twoApplied();
        site.row(3, "2", Undo.DESCRIPTION, "DELETE", true);
        site.row(4, "1", "users", "DELETE", true);

        assertThat(site.states()).isEqualTo("1 Deleted, 2 Undone, 1 Pending, 2 Pending");
        assertThat(site.history().current()).isNull();
        assertThat(site.history().undoings())
                .extracting(History.Undoing::version)
                .containsExactly("2");
        // Flyway itself must go on from there.
        assertThat(site.info().migrations).extracting(m -> m.state).contains("Pending");
    }

    @Test
    void aRepeatableThatWasDeletedIsToldSoOnce() {
        Site site = twoApplied();
        site.write("R__view.sql", "select 1;");
        site.row(3, null, "view", "SQL", true);
        site.row(4, null, "view", "DELETE", true);

        assertThat(site.history().migrations())
                .filteredOn(Migration::repeatable)
                .extracting(Migration::state)
                .containsExactly(MigrationState.DELETED, MigrationState.PENDING);
    }

    @Test
    void aChangedScriptIsSeenByItsChecksum() {
        Site site = twoApplied();
        site.write("V2__orders.sql", "create table orders(id bigint);");

        History history = site.history();

        assertThat(history.mismatched()).isEqualTo(1);
        assertThat(history.migrations().get(0).checksumMatches()).isTrue();
        assertThat(history.migrations().get(1).checksumMatches()).isFalse();
    }

    @Test
    void repeatablesTakeTheTargetsOwnValues() {
        Site site = site();
        site.change(
                t ->
                        t.withFlyway(
                                new FlywaySettings(
                                        List.of(),
                                        null,
                                        List.of(),
                                        Map.of("who", "o'hara"),
                                        t.flyway().file())));
        site.write(
                "R__built_in.sql",
                "-- ${flyway:user} ${flyway:defaultSchema} ${flyway:table} ${flyway:filename}"
                        + " ${flyway:environment} ${flyway:workingDirectory} "
                        + (site.target().engine().title().equals("SQLite")
                                ? ""
                                : "${flyway:database}")
                        + "\nselect 1;");
        site.write("R__own.sql", "-- ${who}\nselect 1;");
        site.write("R__raw.sql", "-- ${nobody}\nselect 1;");
        site.write("R__raw.sql.conf", "placeholderReplacement=false\n");
        site.migrate();

        assertThat(site.states()).isEqualTo("built in Success, own Success, raw Success");

        site.write("R__own.sql", "-- ${who}!\nselect 1;");
        assertThat(site.states())
                .isEqualTo("built in Success, own Outdated, raw Success, own Pending");
        assertThat(site.history().pending()).isEqualTo(1);
        assertThat(site.history().mismatched()).isZero();
    }

    @Test
    void aMissingPlaceholderNamesTheScriptAndTheRowsStay() {
        Site site = twoApplied();
        site.write("R__grants.sql", "-- ${role}\nselect 1;");

        History history = site.history();

        assertThat(history.folderProblem()).contains("R__grants.sql").contains("${role}");
        assertThat(history.folderKnown()).isFalse();
        assertThat(site.states()).isEqualTo("1 Success, 2 Success");

        site.write("R__grants.sql", "select 1;");
        assertThat(site.history().folderProblem()).isNull();
    }

    @Test
    void aVersionTwiceInTheFolderNamesBothScripts() {
        Site site = twoApplied();
        site.write("later/V2.0__again.sql", "select 1;");

        assertThat(site.history().folderProblem())
                .contains("V2__orders.sql")
                .contains("V2.0__again.sql");
        assertThat(site.history().migrations()).hasSize(2);
    }

    @Test
    void aFileFlywayPassesOverIsNoted() {
        Site site = twoApplied();
        site.write("V3_index.sql", "select 1;");
        site.write("seed.sql", "select 1;");

        assertThat(site.history().notes()).singleElement().asString().contains("V3_index.sql");
        assertThat(site.history().folderProblem()).isNull();

        site.settings.put("flyway.validateMigrationNaming", "true");
        site.remove("seed.sql");
        assertThat(site.history().folderProblem()).contains("V3_index.sql");
    }

    @Test
    void withoutTheFolderTheRowsAreShownAndTheRestIsUnknown() {
        Site site = twoApplied();
        Path gone = home.resolve("gone");
        site.change(t -> t.withFolders(new Folders(gone, null, null)));

        assertThat(site.history().folderProblem()).contains(gone.toString());
        assertThat(site.states()).isEqualTo("1 Success, 2 Success");
        assertThat(site.history().migrations().getFirst().checksumMatches()).isNull();
    }

    @Test
    void aHostileTableNameIsOnlyAName() {
        Site site = twoApplied();
        String name = "hi\"st'ory; drop table users; -- {0} %s";
        site.sql(
                "alter table flyway_schema_history rename to \""
                        + name.replace("\"", "\"\"")
                        + '"');
        site.settings.put("flyway.table", name);

        assertThat(site.states()).isEqualTo("1 Success, 2 Success");
        assertThat(site.history().table()).endsWith(name);
    }

    @Test
    void severalFoldersAreOneHistory() throws IOException {
        Site site = twoApplied();
        Path second = Files.createDirectories(home.resolve("second/deep"));
        Files.writeString(second.resolve("V3__more.sql"), "select 1;");
        site.change(
                t ->
                        t.withFlyway(
                                new FlywaySettings(
                                        List.of(),
                                        null,
                                        List.of(second.getParent()),
                                        Map.of(),
                                        null)));

        assertThat(site.states()).isEqualTo("1 Success, 2 Success, 3 Pending");
        assertThat(site.history().migrations().getLast().script()).isEqualTo("deep/V3__more.sql");
    }

    @Test
    void fiveThousandRowsAndScriptsAreRead() {
        Site site = site();
        site.write("V1__m.sql", "select 1;");
        site.migrate();
        for (int v = 2; v <= 5_001; v++) {
            site.write("V" + v + "__m.sql", "select " + v + ";");
        }
        site.sql(
                "insert into flyway_schema_history (installed_rank, version, description, type,"
                        + " script, checksum, installed_by, execution_time, success)"
                        + " with recursive n(v) as (select 2 union all select v + 1 from n"
                        + " where v < 5000) select v, cast(v as varchar(50)), 'm', 'SQL',"
                        + " 'V' || v || '__m.sql', v, 'me', 3, "
                        + (site.target().engine().title().equals("SQLite") ? "1" : "true")
                        + " from n");

        History history = site.history();

        assertThat(history.migrations()).hasSize(5_001);
        assertThat(history.current()).isEqualTo("5000");
        assertThat(history.pending()).isEqualTo(1);
        assertThat(history.mismatched()).isEqualTo(4_999);
    }

    @Test
    void aFileThatLooksAsBeforeIsNotOpenedAgain() throws IOException {
        Site site = twoApplied();
        Path script = site.folder.resolve("V2__orders.sql");
        FileTime modified = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(script, modified);
        assertThat(site.history().mismatched()).isZero();

        site.write("V2__orders.sql", "create table orders(no int);");
        Files.setLastModifiedTime(script, modified);
        site.write("V3__other.sql", "select 1;");
        assertThat(site.states()).isEqualTo("1 Success, 2 Success, 3 Pending");
        assertThat(site.history().mismatched()).isZero();

        Files.setLastModifiedTime(script, FileTime.from(modified.toInstant().plusSeconds(1)));
        assertThat(site.history().mismatched()).isEqualTo(1);
    }

    @Test
    void manyMayReadAtOnce() throws Exception {
        Site site = twoApplied();
        site.history();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<History>> reads =
                    threads.invokeAll(
                            java.util.Collections.nCopies(16, () -> site.history(site.histories)));
            for (Future<History> read : reads) {
                assertThat(read.get()).isEqualTo(site.history());
            }
        }
    }
}
