package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.testing.Manifests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Proof, check, prune and drill as they are called. */
class BackupsCommandTest {
    @TempDir Path folder;
    private Spoken belay;
    private String url;

    @BeforeEach
    void filled() throws Exception {
        belay = new Spoken(folder);
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table a (i integer primary key)");
            statement.execute("insert into a values (1), (2), (3)");
        }
        url = "sqlite:" + file;
    }

    @AfterEach
    void closed() {
        belay.close();
    }

    private JsonNode said(ExitCode expected, String... words) {
        belay.run(expected, words);
        return new ObjectMapper().readTree(belay.out());
    }

    @Test
    void aBackupIsProvenUnlessThatIsNotWanted() {
        belay.run(ExitCode.PARTLY, "backups", "check", "-t", url);
        assertThat(belay.out()).contains("There is no backup.");

        JsonNode plain = said(ExitCode.DONE, "backup", "-t", url, "--no-prove", "--json");
        assertThat(plain.get("verified").asBoolean()).isTrue();
        assertThat(plain.get("proven").isNull()).isTrue();
        assertThat(plain.get("reason").asString()).isEqualTo("--no-prove");
        assertThat(said(ExitCode.PARTLY, "backups", "check", "-t", url, "--json").get("faults"))
                .hasToString("[\"unproven\"]");

        String id = plain.get("id").asString();
        JsonNode proven = said(ExitCode.DONE, "backups", "prove", id, "-t", url, "--json");
        assertThat(proven.get("proven").asBoolean()).isTrue();
        assertThat(proven.get("restoreMs").asLong()).isPositive();
        belay.run(ExitCode.DONE, "backups", "check", "-t", url);

        JsonNode next = said(ExitCode.DONE, "backup", "-t", url, "--json");
        assertThat(next.get("proven").asBoolean()).isTrue();
        assertThat(next.get("reason").isNull()).isTrue();
        belay.run(ExitCode.NOT_FOUND, "backups", "prove", "20010101_000000", "-t", url);
    }

    @Test
    void theWayBackIsRefusedWhereThereIsNoneAndNothingElseIsSaidOfIt() {
        belay.run(ExitCode.REFUSED, "restore", "--undo", "--dry-run", "-t", url);
        assertThat(belay.out())
                .contains("nothing that an earlier restore put aside is there for shop.db")
                .doesNotContain("Replace", "Check ", "Nothing is to be done");
        belay.run(ExitCode.USAGE, "restore", "--undo", "--as", "x", "-t", url);
        assertThat(belay.err()).contains("takes no other name (--as)");
        belay.run(ExitCode.USAGE, "restore", "--undo", "--from", "x", "-t", url);
        assertThat(belay.err()).contains("either a backup (--from) or the way back (--undo)");
    }

    @Test
    void aFolderThatIsNoBackupIsToldAsWhatItIs() {
        belay.run(
                ExitCode.CORRUPT,
                "restore",
                "--trust-origin",
                "--dry-run",
                "--from",
                folder.toString(),
                "-t",
                url);
        assertThat(belay.out())
                .contains(folder + " is no backup that Belay knows")
                .doesNotContain("toc.dat");
    }

    @Test
    void whatIsToldOfABackupIsToldOnce() {
        belay.run(ExitCode.DONE, "backup", "-t", url, "--no-prove", "--json");
        for (String key : List.of("proven", "reason", "target")) {
            assertThat(belay.out().split("\"" + key + "\":", -1)).hasSize(2);
        }
    }

    @Test
    void aMissingKeyFileIsToldAsOne() {
        String id = said(ExitCode.DONE, "backup", "-t", url, "--json").get("id").asString();
        String keys = folder.resolve("keys.txt").toString();
        belay.run(ExitCode.USAGE, "backups", "verify", id, "-t", url, "--identity", keys);
        assertThat(belay.err()).contains("there is no file " + keys);
    }

    @Test
    void whatIsNotPossibleAsksForNoNameAndTimesAreWholeMilliseconds() {
        String id = said(ExitCode.DONE, "backup", "-t", url, "--json").get("id").asString();
        belay.run(ExitCode.DONE, "backups", "check", "-t", url);
        assertThat(belay.out()).contains("none before it").doesNotContain("as large as");
        String[] undo = {"restore", "--undo", "-t", url, "--confirm", "shop.db"};
        belay.run(ExitCode.REFUSED, undo);
        assertThat(belay.out()).contains("Not possible: ").doesNotContain("Needs --confirm");
        String[] restore = {"restore", "--from", id, "-t", url};
        belay.run(ExitCode.REFUSED, restore);
        assertThat(belay.out()).contains("Needs --confirm shop.db");

        JsonNode done = said(ExitCode.DONE, with(restore, "--confirm", "shop.db", "--json"));
        assertThat(done.get("durationMs").isIntegralNumber()).isTrue();
        JsonNode pruned =
                said(
                        ExitCode.DONE,
                        "backups",
                        "prune",
                        "-t",
                        url,
                        "--confirm",
                        "shop.db",
                        "--json");
        assertThat(pruned.get("durationMs").isIntegralNumber()).isTrue();
        belay.run(ExitCode.DONE, "backup", "-t", url);
        belay.run(ExitCode.DONE, "backups", "check", "-t", url);
        assertThat(belay.out()).contains("as large as the one before");
    }

    @Test
    void aManifestThatIsMissingOrAnotherFilesIsNamed() throws Exception {
        JsonNode taken = said(ExitCode.DONE, "backup", "-t", url, "--json");
        Path file = Path.of(taken.get("file").asString());
        String id = taken.get("id").asString();
        Path manifest = file.resolveSibling(file.getFileName() + ".json");
        Path renamed = file.resolveSibling("renamed.db");
        Files.copy(file, renamed);
        Files.move(manifest, file.resolveSibling("renamed.db.json"));

        belay.run(ExitCode.NOT_FOUND, "restore", "--from", id, "-t", url);
        assertThat(belay.err())
                .contains(file + " is there, but its manifest " + manifest.getFileName());
        belay.run(ExitCode.REFUSED, "restore", "--from", file.toString(), "-t", url);
        assertThat(belay.err()).contains("its manifest " + manifest.getFileName() + " is not");
        belay.run(ExitCode.CORRUPT, "restore", "--from", renamed.toString(), "-t", url);
        assertThat(belay.err()).contains("the manifest of another file, " + file.getFileName());
        belay.run(ExitCode.CORRUPT, "backups", "verify", renamed.toString(), "-t", url);
    }

    @Test
    void aSecretKeyIsNeverSaidAgain() {
        String secret = "AGE-SECRET-KEY-1QQQQQQQQ";
        belay.run(ExitCode.USAGE, "backup", "-t", url, "--encrypt", secret);
        assertThat(belay.err()).contains("secret key").doesNotContain("QQQQ");
    }

    @Test
    void beforeAFileThatIsCalledTheSameComesTheCatalogue() throws Exception {
        JsonNode taken = said(ExitCode.DONE, "backup", "-t", url, "--no-prove", "--json");
        Path file = Path.of(taken.get("file").asString());
        Path beside = folder.resolve(String.valueOf(file.getFileName()));
        Files.writeString(beside, "something else");
        Files.writeString(folder.resolve(taken.get("id").asString()), "something else");

        for (String word : List.of(beside.getFileName().toString(), taken.get("id").asString())) {
            belay.run(ExitCode.DONE, "backups", "verify", word, "-t", url);
            belay.run(ExitCode.DONE, "restore", "--from", word, "-t", url, "--confirm", "shop.db");
        }
        belay.run(
                ExitCode.CORRUPT,
                "restore",
                "--from",
                beside.toString(),
                "-t",
                url,
                "--confirm",
                "shop.db");
    }

    @Test
    void besideAFileThatIsNotThereNothingIsMade() {
        belay.run(ExitCode.NO_CONNECTION, "backup", "-t", "sqlite:" + folder.resolve("no.db"));
        assertThat(folder.resolve("no.db.belay-lock")).doesNotExist();
    }

    @Test
    void aDrillTellsHowLongItTakesToBeBack() {
        belay.run(ExitCode.NOT_FOUND, "drill", "restore", "-t", url);
        belay.run(ExitCode.DONE, "backup", "-t", url, "--no-prove");
        JsonNode drilled = said(ExitCode.DONE, "drill", "restore", "-t", url, "--json");
        assertThat(drilled.get("rows").asLong()).isEqualTo(3);
        assertThat(drilled.get("restoreMs").asLong()).isPositive();
        belay.run(ExitCode.DONE, "drill", "restore", "-t", url);
        assertThat(belay.out()).contains("You need ").contains(" to be back.");
    }

    /** As if one had been taken each day before: its file, its manifest, and its proof. */
    private void older(int days) throws IOException {
        JsonNode newest = said(ExitCode.DONE, "backups", "-t", url, "--json").get(0);
        Path file = Path.of(newest.get("file").asString());
        String id = newest.get("id").asString();
        String manifest =
                Manifests.unchecked(
                        Files.readString(file.resolveSibling(file.getFileName() + ".json")));
        Instant at = Instant.parse(newest.get("takenAt").asString());
        for (int i = 1; i <= days; i++) {
            Instant then = at.minus(i, ChronoUnit.DAYS);
            String own = "2001%04d_000000".formatted(i);
            String name = file.getFileName().toString().replace(id, own);
            Files.copy(file, file.resolveSibling(name));
            Files.writeString(
                    file.resolveSibling(name + ".json"),
                    manifest.replace(id, own).replace(at.toString(), then.toString()));
        }
    }

    private List<String> ids() {
        return said(ExitCode.DONE, "backups", "-t", url, "--json")
                .valueStream()
                .map(b -> b.get("id").asString())
                .toList();
    }

    @Test
    void pruningTellsWhatGoesAndTakesAwayThatAlone() throws Exception {
        belay.run(ExitCode.DONE, "backup", "-t", url);
        belay.run(ExitCode.DONE, "backups", "prune", "-t", url, "--confirm", "shop.db");
        assertThat(belay.out()).contains("nothing is due to go");
        older(9);
        String[] prune = {
            "backups",
            "prune",
            "-t",
            url,
            "--keep",
            "3",
            "--days",
            "0",
            "--weeks",
            "0",
            "--months",
            "0"
        };
        assertThat(ids()).hasSize(10);

        JsonNode plan = said(ExitCode.DONE, with(prune, "--dry-run", "--json"));
        assertThat(plan.get("risk").asString()).isEqualTo("destructive");
        assertThat(plan.get("confirm").asString()).isEqualTo("shop.db");
        assertThat(plan.get("steps").size()).isEqualTo(7);
        belay.run(ExitCode.REFUSED, prune);
        assertThat(belay.out()).contains("20010009_000000");
        assertThat(ids()).hasSize(10);

        JsonNode pruned = said(ExitCode.DONE, with(prune, "--confirm", "shop.db", "--json"));
        assertThat(pruned.get("pruned").size()).isEqualTo(7);
        assertThat(ids()).hasSize(3).contains("20010001_000000", "20010002_000000");
        try (var files = Files.list(Path.of(belay.wiring.home().backups().toString()))) {
            Path own = files.findFirst().orElseThrow();
            try (var left = Files.list(own)) {
                assertThat(left.map(f -> f.getFileName().toString()))
                        .hasSize(7)
                        .noneMatch(f -> f.endsWith(".part"));
            }
        }
    }

    @Test
    void nothingGoesWhereTheNewestThatStaysIsDamagedOrTheClockWentBack() throws Exception {
        JsonNode taken = said(ExitCode.DONE, "backup", "-t", url, "--json");
        older(5);
        String[] prune = {
            "backups",
            "prune",
            "-t",
            url,
            "--keep",
            "0",
            "--days",
            "0",
            "--weeks",
            "0",
            "--months",
            "0",
            "--confirm",
            "shop.db"
        };
        Path file = Path.of(taken.get("file").asString());
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(file, damaged);
        belay.run(ExitCode.CORRUPT, prune);
        assertThat(ids()).hasSize(6);

        Files.write(file, whole);
        Path beside = file.resolveSibling(file.getFileName() + ".json");
        String manifest = Files.readString(beside);
        Files.writeString(
                beside,
                Manifests.unchecked(manifest)
                        .replaceFirst("\"takenAt\":\"20..", "\"takenAt\":\"2099"));
        belay.run(ExitCode.REFUSED, prune);
        assertThat(belay.err()).contains("clock");
        Files.writeString(beside, manifest);
        belay.run(ExitCode.DONE, prune);
        assertThat(ids()).hasSize(2);
    }

    private static String[] with(String[] words, String... more) {
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void aScheduleIsReadInPlainLanguageAndKeptInTheProfile() {
        belay.run(ExitCode.USAGE, "schedule", "set", "-t", url, "0 2 * * *");
        belay.run(ExitCode.DONE, "target", "add", "shop", "--url", url);
        belay.run(ExitCode.USAGE, "schedule", "set", "-t", "shop", "at two");
        belay.run(ExitCode.USAGE, "schedule", "set", "-t", "shop", "0 0 30 2 *");
        JsonNode set =
                said(
                        ExitCode.DONE,
                        "schedule",
                        "set",
                        "-t",
                        "shop",
                        "0 2 * * *",
                        "--keep",
                        "9",
                        "--prove-here",
                        "--prove-limit",
                        "77",
                        "--json");
        assertThat(set.get("reading").asString()).isEqualTo("at 02:00");
        assertThat(set.get("next").size()).isEqualTo(3);
        JsonNode shown = said(ExitCode.DONE, "schedule", "show", "-t", "shop", "--json");
        assertThat(shown.get("schedule").asString()).isEqualTo("0 2 * * *");
        assertThat(shown.get("keep").get("newest").asInt()).isEqualTo(9);
        assertThat(shown.get("proveHere").asBoolean()).isTrue();
        assertThat(shown.get("proveLimitBytes").asLong()).isEqualTo(77);
        belay.run(ExitCode.DONE, "schedule", "remove", "-t", "shop");
        assertThat(belay.out()).contains("no schedule");
        belay.run(ExitCode.NOT_FOUND, "schedule", "set", "-t", "shop", "--prove-on", "nobody");
    }

    @Test
    void healthTellsOfTheBackupsOnceThereAreSome() {
        JsonNode none = said(ExitCode.DONE, "health", "-t", url, "--json");
        assertThat(lastBackup(none).get("status").asString()).isEqualTo("unknown");
        belay.run(ExitCode.DONE, "backup", "-t", url, "--no-prove");
        JsonNode production =
                said(ExitCode.PARTLY, "health", "-t", url, "--env", "production", "--json");
        assertThat(lastBackup(production).get("status").asString()).isEqualTo("warn");
        assertThat(lastBackup(production).get("detail").asString()).contains("prove it");
    }

    @Test
    void noBackupAtAllIsAFaultWhereOneIsExpected() {
        JsonNode address =
                said(ExitCode.DONE, "health", "-t", url, "--env", "production", "--json");
        assertThat(lastBackup(address).get("status").asString()).isEqualTo("unknown");
        belay.run(ExitCode.DONE, "target", "add", "dev", "--url", url);
        belay.run(ExitCode.DONE, "target", "add", "prod", "--url", url, "--env", "production");
        JsonNode development = said(ExitCode.DONE, "health", "-t", "dev", "--json");
        assertThat(lastBackup(development).get("status").asString()).isEqualTo("unknown");
        JsonNode production = said(ExitCode.PARTLY, "health", "-t", "prod", "--json");
        assertThat(production.get("status").asString()).isEqualTo("degraded");
        assertThat(lastBackup(production).get("detail").asString())
                .isEqualTo("There is no backup.");
        belay.run(ExitCode.DONE, "schedule", "set", "-t", "dev", "0 2 * * *");
        JsonNode scheduled = said(ExitCode.PARTLY, "health", "-t", "dev", "--json");
        assertThat(lastBackup(scheduled).get("status").asString()).isEqualTo("warn");

        belay.run(ExitCode.DONE, "backup", "-t", url);
        belay.run(ExitCode.DONE, "health", "-t", "prod");
    }

    private static JsonNode lastBackup(JsonNode health) {
        return health.get("checks")
                .valueStream()
                .filter(c -> c.get("name").asString().equals("last_backup"))
                .findFirst()
                .orElseThrow();
    }
}
