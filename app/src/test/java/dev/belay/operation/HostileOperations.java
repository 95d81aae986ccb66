package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Wiring;
import dev.belay.cli.Cli;
import dev.belay.cli.Terminal;
import dev.belay.db.Claim;
import dev.belay.target.Target;
import dev.belay.testing.NoCopies;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every operation on one database whose things have any legal names, as commands; what they should
 * leave is known to the name.
 */
final class HostileOperations {
    private final Wiring wiring;
    private final Target target;
    private final Names names;
    private final Outside outside;

    /** What a database, its schema, and the things in it are called. */
    record Names(String database, String schema, List<Thing> things) {
        String quoted(Thing thing) {
            return HostileOperations.quoted(schema) + "." + HostileOperations.quoted(thing.table);
        }

        String quotedView(Thing thing) {
            return HostileOperations.quoted(schema) + "." + HostileOperations.quoted(thing.view());
        }

        /** Short enough for the title of a test. */
        @Override
        public String toString() {
            return database + " / " + schema + " / " + things.getFirst() + ", " + things.size();
        }
    }

    /** What a table, a column of it, and the set with its rows are called. */
    record Thing(String table, String column, String set) {
        /** A view's name beside the table's, which may have no room for one more letter. */
        String view() {
            return table.length() < 60 ? table + "v" : table.substring(1) + "v";
        }
    }

    /** What another program sees and does there. */
    interface Outside {
        /** Every table and view but the history, as {@code schema.name(columns)}, sorted. */
        List<String> objects() throws Exception;

        void run(String sql) throws Exception;

        List<String> texts(String sql) throws Exception;
    }

    HostileOperations(Wiring wiring, Target target, Names names, Outside outside) {
        this.wiring = wiring;
        this.target = target;
        this.names = names;
        this.outside = outside;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Writes the scripts and the seeds; the folders are the target's. */
    void scripts() throws IOException {
        script(
                "V1__one.sql",
                t -> "create table " + names.quoted(t) + " (id integer primary key);");
        script("U1__one.sql", t -> "drop table " + names.quoted(t) + ";");
        script("V2__two.sql", t -> alter(t) + " add column " + quoted(t.column) + " text;");
        script("U2__two.sql", t -> alter(t) + " drop column " + quoted(t.column) + ";");
        script(
                "R__views.sql",
                t ->
                        "drop view if exists "
                                + names.quotedView(t)
                                + ";\ncreate view "
                                + names.quotedView(t)
                                + " as select * from "
                                + names.quoted(t)
                                + ";");
        for (Thing t : names.things) {
            Path set = Files.createDirectories(target.seeds().resolve(t.set));
            Files.writeString(
                    set.resolve("1_" + t.table + ".csv"),
                    "id," + quoted(t.column) + "\n1," + quoted(t.column) + "\n");
        }
    }

    private String alter(Thing thing) {
        return "alter table " + names.quoted(thing);
    }

    private void script(String file, Function<Thing, String> each) throws IOException {
        Files.writeString(
                Files.createDirectories(target.migrations()).resolve(file),
                names.things.stream().map(each).collect(Collectors.joining("\n")));
    }

    /** Runs a command, and gives what it wrote to standard output and to standard error. */
    private String[] told(int exit, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(print(out), print(err), false, false);
        String[] all =
                Stream.concat(Stream.of("--target=" + target.name()), Stream.of(words))
                        .toArray(String[]::new);
        int got = new Cli(wiring, terminal, "0").run(all).number();
        String[] told = {
            out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8)
        };
        assertThat(got)
                .as("%s on %s%n%s%s", List.of(words), names, told[0], told[1])
                .isEqualTo(exit);
        // Nothing that a name says reaches a terminal as a command of it.
        boolean text = !List.of(words).contains("--json");
        assertThat((text ? told[0] : "") + told[1])
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        return told;
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    private JsonNode json(int exit, String... words) {
        String[] all = Stream.concat(Stream.of("--json"), Stream.of(words)).toArray(String[]::new);
        return new ObjectMapper().readTree(told(exit, all)[0]);
    }

    private String confirm() {
        return "--confirm=" + names.database;
    }

    private static List<String> versions(JsonNode list) {
        return list.valueStream().map(v -> v.path("version").asString("R")).toList();
    }

    /** All of them, one after the other. */
    void run() throws Exception {
        if (!names.schema.equals(names.schema.trim())) {
            assertThat(told(15, "init")[1]).contains("blanks");
            assertThat(outside.objects()).isEmpty();
            return;
        }
        JsonNode first = json(0, "init");
        assertThat(first.get("status").asString()).isEqualTo("initialised");
        for (Thing t : names.things) {
            assertThat(first.get("seeded").get(t.set).get("inserted").asInt()).isEqualTo(1);
        }
        List<String> whole = outside.objects();
        assertThat(whole).containsExactlyElementsOf(expected(true));
        assertThat(json(0, "init").get("status").asString()).isEqualTo("already");
        without("--drift");
        back();
        repaired();
        seeded();
        claimed();
        boolean begun = baselined();
        logged();
        journaled(begun);
    }

    private List<String> expected(boolean column) {
        return names.things.stream()
                .flatMap(
                        t ->
                                Stream.of(t.table, t.view())
                                        .map(
                                                n ->
                                                        names.schema
                                                                + "."
                                                                + n
                                                                + (column
                                                                        ? "(id," + t.column + ")"
                                                                        : "(id)")))
                .sorted()
                .toList();
    }

    private void without(String drift) {
        JsonNode found = json(0, "validate", drift);
        assertThat(found.get("valid").asBoolean()).isTrue();
        assertThat(found.get("drift")).isEmpty();
    }

    private void back() throws Exception {
        JsonNode refused = json(15, "rollback", "--to", "1");
        assertThat(refused.get("plan").get("confirm").asString()).isEqualTo(names.database);
        assertThat(refused.get("plan").get("steps").valueStream())
                .anyMatch(s -> s.get("sql").asString("").contains(alter(names.things.getFirst())));
        assertThat(told(15, "rollback", "--to=1", "--confirm=" + names.database + "x")[0])
                .contains("U2__two.sql");
        JsonNode undone = json(0, "rollback", "--to", "1", confirm());
        assertThat(versions(undone.get("undone"))).containsExactly("2");
        Path copy = Path.of(undone.get("safetyBackup").asString());
        assertThat(copy.toRealPath())
                .startsWith(wiring.home().backups().toRealPath())
                .isNotEmptyFile();
        assertThat(outside.objects()).containsExactlyElementsOf(expected(false));
        assertThat(versions(json(0, "migrate", confirm()).get("applied"))).startsWith("2");
        assertThat(outside.objects()).containsExactlyElementsOf(expected(true));
    }

    private void repaired() throws IOException {
        Path script = target.migrations().resolve("V1__one.sql");
        Files.writeString(script, "-- changed\n" + Files.readString(script));
        assertThat(json(15, "migrate").path("error").path("message").asString())
                .contains("V1__one");
        json(0, "repair", confirm());
        json(0, "validate");
    }

    private void seeded() throws Exception {
        JsonNode filled = json(0, "seed", confirm()).get("sets");
        for (Thing t : names.things) {
            String read = "select " + quoted(t.column) + " from " + names.quoted(t);
            assertThat(filled.get(t.set).get("updated").asInt())
                    .as("it came back empty")
                    .isEqualTo(1);
            assertThat(outside.texts(read)).containsExactly(t.column);
        }
        String set = names.things.getLast().set;
        JsonNode again = json(0, "seed", "--", set).get("sets");
        assertThat(again).hasSize(1);
        assertThat(again.get(set).get("unchanged").asInt()).isEqualTo(1);
    }

    /** False where Flyway cannot begin a history, as the refusal says. */
    private boolean baselined() throws Exception {
        outside.run(
                "drop table "
                        + quoted(names.schema)
                        + "."
                        + quoted(target.flyway().tableOrDefault()));
        if (names.schema.contains("%") || names.schema.contains("?")) {
            assertThat(told(1, "baseline", "--at", "2", confirm())[1]).contains("% or ?");
            return false;
        }
        json(0, "baseline", "--at", "2", confirm());
        JsonNode history = json(0, "history");
        assertThat(history.get("current").asString()).isEqualTo("2");
        json(0, "migrate", confirm());
        assertThat(outside.objects()).containsExactlyElementsOf(expected(true));
        return true;
    }

    /** The way to nothing and up again, while another operation holds the claim and after it. */
    private void claimed() throws Exception {
        try (Claim claim = wiring.sessions().claim(target, "migrate by " + names.database)) {
            assertThat(claim.take()).isTrue();
            json(11, "rollback", "--to", "0", confirm());
        }
        json(0, "rollback", "--to", "0", confirm());
        assertThat(outside.objects()).isEmpty();
        json(0, "init", confirm());
    }

    private void logged() {
        JsonNode log = json(0, "audit", "list");
        assertThat(log.get("intact").asBoolean()).isTrue();
        assertThat(log.get("entries"))
                .allSatisfy(
                        entry -> {
                            assertThat(entry.get("target").asString()).isEqualTo(target.name());
                            assertThat(entry.get("place").asString()).isEqualTo(target.place());
                        })
                .anyMatch(e -> texts(e.get("plan")).contains(names.things.getFirst().table));
    }

    private static String texts(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().map(HostileOperations::texts).collect(Collectors.joining("\n"))
                : node.asString("");
    }

    /** What an operation that was killed left is found again with its exact target. */
    private void journaled(boolean begun) {
        Plan plan =
                wiring.runner()
                        .plan(target, new Migrate(target, wiring.histories(), waived(), null));
        Operator dead = new Operator("u", Operator.ofProcess().host(), 1, Instant.EPOCH);
        wiring.journal().begin("killed " + target.name(), plan, dead);
        List<Journal.Entry> left = new ArrayList<>(wiring.journal().interrupted());
        assertThat(left)
                .singleElement()
                .extracting(Journal.Entry::target)
                .isEqualTo(target.withVersion(0));
        assertThat(told(begun ? 0 : 15, "migrate", "--dry-run", confirm())[1]).contains("migrate");
        assertThat(wiring.recovery().look(t -> t.place().equals(target.place()))).isNotNull();
        wiring.journal().end("killed " + target.name(), "interrupted", "");
    }

    private Safeguard waived() {
        return new Safeguard(new NoCopies(), true);
    }
}
