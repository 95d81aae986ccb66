package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds each built command to its row of {@code docs/cli.md}, on a real SQLite file. */
class CommandsTest {
    @TempDir Path folder;
    private Spoken command;

    @BeforeEach
    void start() {
        command = new Spoken(folder);
    }

    @AfterEach
    void end() {
        command.close();
    }

    /** The one document on standard output; anything else there fails. */
    private JsonNode json(ExitCode expected, String... words) {
        command.run(expected, with(words, "--json"));
        return new ObjectMapper().readTree(command.out());
    }

    /** The rows of the contract's table of commands: first cell, and the cell of JSON keys. */
    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        boolean commands = false;
        for (String line : Files.readAllLines(Path.of("../docs/cli.md"))) {
            commands |= line.equals("## Commands");
            if (commands && line.startsWith("| `")) {
                String[] cells = line.split("(?<!\\\\)\\|");
                rows.add(new String[] {cells[1], cells.length > 3 ? cells[3] : ""});
            }
        }
        return rows;
    }

    private static Set<String> named() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String[] row : rows()) {
            Matcher name = Pattern.compile("`([a-z]+)").matcher(row[0]);
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    @Test
    void aJumpHostMayBeAnAddressInBracketsAndAnOptionOfSshIsNone() {
        String[] add = {"target", "add", "far", "--env", "development", "--url"};
        String url = "postgresql://app@db-7/shop";
        command.run(ExitCode.USAGE, with(add, url, "--ssh", "ops@-oProxyCommand"));
        command.run(ExitCode.USAGE, with(add, url, "--tls", "sometimes"));
        assertThat(command.err()).contains("verify-full");
        command.run(ExitCode.DONE, with(add, url, "--ssh", "ops@[2001:db8::1]:2222"));
        JsonNode jump = json(ExitCode.DONE, "target", "show", "far").get("ssh");
        assertThat(jump.get("host").asString()).isEqualTo("2001:db8::1");
        assertThat(jump.get("port").asInt()).isEqualTo(2222);
        assertThat(jump.get("user").asString()).isEqualTo("ops");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void everyRowOfTheContractIsBuiltOrSaidToBeToCome() throws IOException {
        Set<String> known = new TreeSet<>(Commands.names());
        Commands.TO_COME.forEach(words -> known.add(words.split(" ")[0]));
        // Not rows of the table: they tell of the command itself.
        known.removeAll(Set.of("help", "completion"));
        assertThat(known).isEqualTo(named());
        assertThat(Commands.TO_COME).doesNotContainAnyElementsOf(Commands.names());
    }

    @Test
    void whatIsToComeEndsWithTwo() {
        for (String name : Commands.TO_COME) {
            String[] words = with(name.split(" "), "--anything", "3");
            JsonNode error = json(ExitCode.USAGE, words).get("error");
            assertThat(error.get("code").asInt()).isEqualTo(2);
            assertThat(error.get("message").asString()).contains("not in this version");
        }
    }

    @Test
    void helpListsWhatIsBuiltAndEveryWordOfTheGrammarIsExplained() {
        JsonNode help = json(ExitCode.DONE, "help");
        assertThat(help.get("commands").valueStream().map(c -> c.get("name").asString()))
                .containsExactlyElementsOf(Commands.names());
        Set<String> keys = new TreeSet<>();
        explained(Grammar.whole(), keys);
        assertThat(keys).hasSizeGreaterThan(40).allMatch(Messages::has);
    }

    private static void explained(CommandLine command, Set<String> keys) {
        CommandSpec spec = command.getCommandSpec();
        keys.add(HelpText.key(spec));
        spec.options().forEach(option -> keys.add(HelpText.key(option)));
        command.getSubcommands().values().forEach(sub -> explained(sub, keys));
    }

    @Test
    void aWrongWordIsToldInBelaysFormAlsoAsJson() {
        JsonNode error = json(ExitCode.USAGE, "health", "--bogus").get("error");
        assertThat(error.get("kind").asString()).isEqualTo("usage");
        assertThat(error.get("hint").asString()).isNotBlank();
        assertThat(command.err().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("belay: ")
                .contains("--bogus");
    }

    @Test
    void theDemoIsHealthyAndItsDocumentsHaveTheKeysOfTheirRows() throws IOException {
        assertThat(json(ExitCode.DONE, "demo", "--headless").get("target").asString())
                .isEqualTo("demo");
        JsonNode health = json(ExitCode.DONE, "-t", "demo", "health", "--count", "users");
        assertKeys(health, "target", "status", "checks", "checkedAt", "rows");
        assertKeys(health.get("checks").get(0), "name", "status", "latencyMs", "value", "detail");
        assertThat(health.get("rows").get("users").asInt()).isPositive();
        assertThat(health.get("checks").valueStream().map(c -> c.get("name").asString()))
                .contains(
                        "connection",
                        "tables",
                        "write_access",
                        "latency",
                        "connections",
                        "size",
                        "migrations");

        JsonNode history = json(ExitCode.DONE, "history", "--target", "demo");
        assertKeys(history, "migrations", "current", "pending");
        String row =
                rows().stream()
                        .filter(r -> r[0].contains("`history`"))
                        .findFirst()
                        .orElseThrow()[1];
        String keys = row.substring(row.indexOf("[{") + 2, row.indexOf("}]"));
        assertKeys(history.get("migrations").get(0), keys.split(", "));

        JsonNode target = json(ExitCode.DONE, "target", "show", "demo");
        assertKeys(target, "name", "engine", "environment", "host", "port", "database", "version");
        assertThat(json(ExitCode.DONE, "target", "list").valueStream()).hasSize(1);
        json(ExitCode.DONE, "health", "--live", "-t", "demo");
        json(ExitCode.DONE, "health", "--ready", "-t", "demo");
    }

    private static void assertKeys(JsonNode document, String... keys) {
        assertThat(document.propertyNames()).contains(keys);
    }

    @Test
    void whatWaitsMakesATargetUnreadyAndDegraded() throws IOException {
        command.run(ExitCode.DONE, "demo", "--headless", "--dir", "d");
        Path scripts = folder.resolve("d/migrations");
        Files.writeString(scripts.resolve("V90__late.sql"), "CREATE TABLE late (id INTEGER);");
        command.run(ExitCode.FAILED, "health", "--ready", "-t", "demo");
        command.run(ExitCode.PARTLY, "health", "-t", "demo");
        assertThat(json(ExitCode.DONE, "history", "-t", "demo").get("pending").asInt())
                .isEqualTo(1);
    }

    @Test
    void aMissingFileIsNoConnectionAndIsNotMade() {
        for (String command : List.of("health", "history")) {
            JsonNode document = json(ExitCode.NO_CONNECTION, command, "-t", "sqlite:not-there.db");
            assertThat(document.get("error").get("kind").asString()).isEqualTo("no-connection");
        }
        assertThat(folder.resolve("not-there.db")).doesNotExist();
    }

    @Test
    void aProfileIsSavedOnceAndRemovedOnce() {
        String url = "postgresql://app:canary-3@db.invalid:5433/shop";
        JsonNode saved =
                json(ExitCode.DONE, "target", "add", "p", "--url", url, "--env", "staging");
        assertThat(saved.get("host").asString()).isEqualTo("db.invalid");
        assertThat(saved.get("environment").asString()).isEqualTo("staging");
        assertThat(command.out() + command.err()).doesNotContain("canary-3");
        command.run(ExitCode.REFUSED, "target", "add", "p", "--url", url);
        command.run(ExitCode.INCOMPATIBLE, "target", "add", "q", "--url", url, "--password-stdin");
        command.run(ExitCode.INCOMPATIBLE, "target", "add", "m", "--url", "mysql://u@h/d");
        command.run(ExitCode.DONE, "target", "remove", "p");
        command.run(ExitCode.NOT_FOUND, "target", "show", "p");
    }

    @Test
    void theVersionAndHelpTouchNothing() {
        command.run(ExitCode.DONE, "--version");
        command.run(ExitCode.DONE, "help", "health");
        command.run(ExitCode.DONE, "completion", "bash");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void linesThatNothingCanBeHeldAgainstAreRefusedByName() {
        String[] add = {"target", "add", "far", "--url", "postgresql://app@db-7/shop"};
        for (String[] wrong :
                new String[][] {
                    {"--pool-warn", "-1"},
                    {"--pool-warn", "61"},
                    {"--pool-limit", "0"},
                    {"--lock-wait-warn", "0s"},
                    {"--latency-warn", "0ms"},
                    {"--disk-warn", "-5"}
                }) {
            command.run(ExitCode.USAGE, with(add, wrong));
            assertThat(command.err()).contains(wrong[0]);
        }
        command.run(ExitCode.DONE, with(add, "--pool-warn", "60"));
    }

    @Test
    void aScriptThatWasChangedStandsInTheHistorysText() throws Exception {
        command.run(ExitCode.DONE, "demo", "--headless");
        command.run(ExitCode.DONE, "history", "-t", "demo");
        assertThat(command.out()).doesNotContain("changed");
        try (var files = Files.walk(folder)) {
            for (Path script :
                    files.filter(f -> f.getFileName().toString().startsWith("V2__")).toList()) {
                Files.writeString(script, "-- another\n" + Files.readString(script));
            }
        }
        command.run(ExitCode.DONE, "history", "-t", "demo");
        assertThat(command.out()).contains("Success, changed");
        command.run(ExitCode.PARTLY, "health", "-t", "demo");
        assertThat(command.out()).contains("1 changed");
        command.run(ExitCode.DONE, "health", "--ready", "-t", "demo");
        assertThat(command.out()).contains("ready");
    }
}
