package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** Backups of what was moved, renamed, saved or copied since they were taken. */
class MovedBackupsTest {
    @TempDir Path folder;
    private Spoken belay;
    private Path file;

    @BeforeEach
    void filled() throws Exception {
        belay = new Spoken(folder);
        file = Files.createDirectories(folder.resolve("data")).resolve("shop.db");
        made(file, 3);
    }

    @AfterEach
    void closed() {
        belay.close();
    }

    private static void made(Path file, int rows) throws Exception {
        sql(file, "create table a (i integer primary key)");
        for (int i = 1; i <= rows; i++) {
            sql(file, "insert into a values (" + i + ")");
        }
    }

    private static void sql(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(Path file) {
        return "sqlite:" + file;
    }

    private JsonNode said(ExitCode expected, String... words) {
        belay.run(expected, words);
        return new ObjectMapper().readTree(belay.out());
    }

    private String backedUp(String target, String... more) {
        String[] words =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("backup", "-t", target, "--json"),
                                java.util.stream.Stream.of(more))
                        .toArray(String[]::new);
        return said(ExitCode.DONE, words).get("id").asString();
    }

    private List<String> ids(String target) {
        return said(ExitCode.DONE, "backups", "-t", target, "--json")
                .valueStream()
                .map(b -> b.get("id").asString())
                .toList();
    }

    @Test
    void ofAFileThatWasMovedTheyAreFoundWhereverItStands() throws Exception {
        String id = backedUp(url(file));
        sql(file, "delete from a where i = 3");
        Path moved = folder.resolve("elsewhere");
        Files.move(file.getParent(), moved);
        Path now = moved.resolve("orders.db");
        Files.move(moved.resolve("shop.db"), now);

        assertThat(ids(url(now))).containsExactly(id);
        belay.run(ExitCode.DONE, "backups", "check", "-t", url(now));
        belay.run(ExitCode.DONE, "backups", "verify", id, "-t", url(now));
        belay.run(ExitCode.DONE, "drill", "restore", "-t", url(now));
        assertThat(said(ExitCode.DONE, "health", "-t", url(now), "--json").toString())
                .contains("old");
        JsonNode plan =
                said(ExitCode.DONE, "restore", "--from", id, "-t", url(now), "--dry-run", "--json");
        assertThat(plan.get("warnings").toString())
                .contains("when it stood at " + file)
                .doesNotContain("another database");
        belay.run(ExitCode.DONE, "restore", "--from", id, "-t", url(now), "--confirm", "orders.db");

        Path again = folder.resolve("again.db");
        Files.move(now, again);
        belay.run(ExitCode.DONE, "restore", "--undo", "-t", url(again), "--confirm", "again.db");
        assertThat(said(ExitCode.DONE, "backups", "-t", url(again), "--json").size()).isEqualTo(3);
        sql(again, "insert into a values (3)");
    }

    /** The way back belongs to the file, and a newer one in its place is not overwritten by it. */
    private void undoneOnlyThere(Path now) throws Exception {
        sql(file, "create table stranger (i integer)");

        JsonNode refused =
                said(
                        ExitCode.REFUSED,
                        "restore",
                        "--undo",
                        "-t",
                        url(file),
                        "--confirm",
                        "shop.db",
                        "--json");

        boolean beside = now.getParent().equals(file.getParent());
        assertThat(refused.get("error").toString())
                .contains("is another file than the one that was restored")
                .contains(beside ? now.toString() : "stands elsewhere");
        sql(file, "insert into stranger values (1)");
        belay.run(ExitCode.DONE, "restore", "--undo", "-t", url(now), "--confirm", name(now));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + now);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from a")) {
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private String restored() throws Exception {
        String id = backedUp(url(file));
        sql(file, "delete from a where i > 1");
        belay.run(ExitCode.DONE, "restore", "--from", id, "-t", url(file), "--confirm", "shop.db");
        return id;
    }

    @Test
    void aRestoreOfAFileThatWasRenamedIsTakenBackThereAlone() throws Exception {
        String id = restored();
        Path now = file.resolveSibling("orders.db");
        Files.move(file, now);
        undoneOnlyThere(now);

        JsonNode plan =
                said(
                        ExitCode.DONE,
                        "restore",
                        "--from",
                        id,
                        "-t",
                        url(file),
                        "--dry-run",
                        "--json");
        assertThat(plan.get("warnings").toString())
                .contains("backup of another database that stood in this place");
    }

    @Test
    void aRestoreOfAFileWhoseFolderWasRenamedIsTakenBackThereAlone() throws Exception {
        restored();
        Path moved = folder.resolve("moved");
        Files.move(file.getParent(), moved);
        Files.createDirectories(file.getParent());
        undoneOnlyThere(moved.resolve("shop.db"));
    }

    @Test
    void ofAFileThatIsGoneNothingIsPutIntoTheNextOne() throws Exception {
        restored();
        Files.delete(file);
        sql(file, "create table stranger (i integer)");

        belay.run(ExitCode.REFUSED, "restore", "--undo", "-t", url(file), "--confirm", "shop.db");

        sql(file, "insert into stranger values (1)");
    }

    @Test
    void ofATargetThatIsSavedOrRenamedTheyStayItsOwn() {
        String plain = backedUp(url(file));
        belay.run(ExitCode.DONE, "target", "add", "shop", "--url", url(file));
        assertThat(ids("shop")).containsExactly(plain);
        String saved = backedUp("shop");
        Target shop = belay.wiring.targets().get("shop");
        belay.wiring
                .targets()
                .save(
                        "shop",
                        new Target(
                                "orders",
                                shop.engine(),
                                shop.environment(),
                                shop.address(),
                                shop.folders(),
                                shop.flyway(),
                                shop.thresholds(),
                                shop.options(),
                                shop.backupRules(),
                                shop.version()));

        assertThat(ids("orders")).containsExactlyInAnyOrder(saved, plain);
        belay.run(ExitCode.DONE, "backups", "check", "-t", "orders");
        belay.run(
                ExitCode.DONE, "restore", "--from", saved, "-t", "orders", "--confirm", "shop.db");
    }

    @Test
    void whatAnotherSavedTargetKeepsIsSeenButNotPruned() {
        belay.run(ExitCode.DONE, "target", "add", "shop", "--url", url(file));
        belay.run(ExitCode.DONE, "target", "add", "other", "--url", url(file));
        for (int i = 0; i < 4; i++) {
            backedUp("shop", "--no-prove");
        }
        backedUp("other", "--no-prove");
        backedUp(url(file), "--no-prove");
        String[] prune = {
            "backups",
            "prune",
            "-t",
            "other",
            "--keep",
            "1",
            "--days",
            "0",
            "--weeks",
            "0",
            "--months",
            "0",
            "--confirm",
            "shop.db"
        };
        assertThat(ids("other")).hasSize(6);

        belay.run(ExitCode.DONE, prune);
        assertThat(ids("other")).hasSize(6);
        prune[3] = "shop";
        belay.run(ExitCode.DONE, prune);
        assertThat(ids("shop")).hasSize(3);
    }

    @Test
    void thoseOfAnotherDatabaseAreNamedAndNeverTakenForItsOwn() throws Exception {
        String id = backedUp(url(file));
        Path copy = folder.resolve("copy.db");
        Files.copy(file, copy);
        Files.delete(file);

        assertThat(ids(url(copy))).isEmpty();
        belay.run(ExitCode.DONE, "backups", "-t", url(copy));
        assertThat(belay.out()).contains("1 of " + file, id);
        belay.run(ExitCode.PARTLY, "backups", "check", "-t", url(copy));
        belay.run(ExitCode.NOT_FOUND, "backups", "verify", id, "-t", url(copy));
        assertThat(belay.err()).contains("another database, " + file);
        belay.run(ExitCode.NOT_FOUND, "restore", "--from", id, "-t", url(copy));
        assertThat(belay.err()).contains("another database, " + file, "give that file");
        String path = belay.err().replaceAll("(?s).*its file is (\\S+).*", "$1");
        JsonNode plan =
                said(
                        ExitCode.DONE,
                        "restore",
                        "--from",
                        path,
                        "-t",
                        url(copy),
                        "--dry-run",
                        "--json");
        assertThat(plan.get("warnings").toString())
                .contains("a backup of another database, " + file);
    }

    /** Its number may be given to the next file that is made. */
    @Test
    void aNewFileWithTheNumberOfOneThatIsGoneIsNoKinOfIt() throws Exception {
        backedUp(url(file));
        for (int i = 0; i < 20; i++) {
            Files.deleteIfExists(file);
            made(folder.resolve("new" + i + ".db"), 1);
            assertThat(ids(url(folder.resolve("new" + i + ".db")))).isEmpty();
            Files.delete(folder.resolve("new" + i + ".db"));
        }
    }
}
