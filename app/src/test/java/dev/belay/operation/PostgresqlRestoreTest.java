package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.backup.Attendant;
import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.ContentHash;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Restores of real databases on a real server, by the machine's own pg_restore. */
class PostgresqlRestoreTest {
    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Workshop shop;
    private Target target;

    /** Waits for as long as it takes. */
    static final Attendant PATIENT =
            new Attendant() {
                @Override
                public void at(String what, OptionalDouble share) {}

                @Override
                public boolean gone() {
                    return false;
                }

                @Override
                public void whenGone(Runnable then) {}
            };

    @BeforeEach
    void start() {
        shop = new Workshop(folder.resolve("home"));
        target = at(server.freshDatabase());
    }

    @AfterEach
    void end() {
        shop.close();
    }

    private Target at(String database) {
        return server.target(database)
                .withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    private Path backup() {
        return shop.archive
                .copies()
                .backUp(target, Wish.plain("", "test"), PATIENT)
                .stored()
                .file();
    }

    private Outcome<Restored> restore(Map<String, String> arguments) {
        return shop.run(target, operation(arguments));
    }

    private Restore operation(Map<String, String> arguments) {
        return shop.restore(target, arguments, new NoCopies(), Opening.NONE);
    }

    /** Each with what has been done when the wish comes: nothing, the copy, the database, all. */
    @Test
    void aRestoreThatIsStoppedAnywhereLeavesTheDatabaseAndNothingBeside() throws Exception {
        String name = target.databaseName();
        server.run(
                name,
                "create table a as select i, md5(i::text) t from generate_series(1, 60000) i",
                "create index on a (t)");
        Path file = backup();
        server.run(name, "insert into a values (0, 'later')");
        SortedMap<String, String> before = content();
        List<String> oid = oid();
        List<String> moments =
                List.of("restore.checking", "restore.restoring", "restore.counting", "sent");
        for (String moment : moments) {
            Stop stop = new Stop();
            Outcome<Restored> outcome;
            try (Connection guest = server.admin(name)) {
                assertThat(guest.isValid(1)).isTrue();
                outcome =
                        shop.runner.run(
                                target,
                                operation(from(file)),
                                Workshop.typed(name),
                                new Runner.Manner(
                                        (phase, what, share, left) -> {
                                            if (is(moment, what)) {
                                                stop.wish();
                                            }
                                        },
                                        stop,
                                        Duration.ZERO));
            }
            assertThat(outcome).as(moment).isInstanceOf(Outcome.Cancelled.class);
            assertThat(outcome.problem().exit()).isEqualTo(ExitCode.CANCELLED);
            nothingIsLeft(moment);
            assertThat(oid()).as(moment).isEqualTo(oid);
            assertThat(content()).as(moment).isEqualTo(before);
        }
        assertThat(problem(Map.of("undo", "")).key()).isEqualTo("restore.undo.none");
        assertThat(shop.recovery().look(t -> true)).isEmpty();
        done(restore(from(file)));
    }

    private static boolean is(String moment, String what) {
        return what.equals(
                moment.equals("sent")
                        ? Messages.text("restore.sending", 1)
                        : Messages.text(moment));
    }

    /** While pg_restore is at work, which no word of ours tells. */
    @Test
    void aRestoreThatIsStoppedWhileItsProgramWorksEndsItAtOnce() throws Exception {
        String name = target.databaseName();
        server.run(
                name,
                "create function slow(i int) returns int language plpgsql immutable as $$ begin if"
                        + " current_database() like 'belay_scratch_%' then perform pg_sleep(60);"
                        + " end if; return i; end $$",
                "create table a as select 1 i",
                "create index on a (slow(i))");
        Path file = backup();
        SortedMap<String, String> before = content();
        Stop stop = new Stop();
        CompletableFuture<Outcome<?>> outcome = shop.begin(target, operation(from(file)), stop);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                outcome.isDone()
                                        || !server.texts(
                                                        "postgres",
                                                        "select 1 from pg_stat_activity where"
                                                            + " wait_event = 'PgSleep' and datname"
                                                            + " like 'belay_scratch_%'")
                                                .isEmpty());
        assertThat(outcome).isNotDone();
        stop.wish();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
        nothingIsLeft("at work");
        assertThat(content()).isEqualTo(before);
    }

    private void nothingIsLeft(String moment) throws Exception {
        assertThat(left()).as(moment).isEmpty();
        assertThat(
                        server.texts(
                                "postgres",
                                "select datname from pg_database where datname like '"
                                        + target.databaseName()
                                        + "\\_before%'"))
                .as(moment)
                .isEmpty();
        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            assertThat(all.map(Path::toString))
                    .as(moment)
                    .noneMatch(f -> f.contains("belay-scratch") || f.endsWith(".part"));
        }
    }

    private List<String> oid() {
        return server.texts(
                "postgres",
                "select oid from pg_database where datname = '" + target.databaseName() + "'");
    }

    private static Map<String, String> from(Object from, String... flags) {
        Map<String, String> arguments = new HashMap<>(Map.of("from", from.toString()));
        for (String flag : flags) {
            arguments.put(flag, "");
        }
        return arguments;
    }

    private static Restored done(Outcome<Restored> outcome) {
        assertThat(outcome.problem()).isNull();
        return ((Outcome.Done<Restored>) outcome).result();
    }

    private List<String> left() {
        return server.texts(
                "postgres", "select datname from pg_database where datname like 'belay_scratch_%'");
    }

    @Test
    void aRestoreTakesTheDatabasesPlaceAndAnUndoTakesItBack() throws Exception {
        String name = target.databaseName();
        server.run(name, "create table a (x int)", "insert into a select generate_series(1, 500)");
        Path file = backup();
        server.run(name, "insert into a values (501)", "create table b (y int)");

        Restored restored = done(restore(from(file)));

        assertThat(restored.rows()).containsEntry("public.a", 500L).hasSize(1);
        assertThat(server.texts(name, "select count(*) from a")).containsExactly("500");
        assertThat(server.texts(restored.keptAs(), "select count(*) from a"))
                .containsExactly("501");
        assertThat(left()).isEmpty();
        assertThat(shop.restores().kept(target))
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.name()).isEqualTo(restored.keptAs());
                            assertThat(kept.bytes()).isGreaterThan(1_000_000);
                            assertThat(kept.until()).isEqualTo(kept.at().plus(Duration.ofDays(7)));
                            assertThat(kept.sentence()).contains(kept.name(), "MB");
                        });

        Plan undo = shop.runner.plan(target, operation(Map.of("undo", "")));
        assertThat(undo.findings(Finding.Beside.class))
                .singleElement()
                .satisfies(
                        beside -> {
                            assertThat(beside.text()).contains("501 rows", "500");
                            assertThat(beside.tables())
                                    .contains(new Finding.Beside.Table("public.a", 501L, 500L));
                        });

        Restored back = done(restore(Map.of("undo", "")));

        assertThat(server.texts(name, "select count(*) from a")).containsExactly("501");
        assertThat(server.texts(back.keptAs(), "select count(*) from a")).containsExactly("500");
        assertThat(server.texts(name, "select count(*) from b")).containsExactly("0");
        assertThat(shop.restores().kept(target))
                .extracting(KeptDatabase::name)
                .containsExactly(back.keptAs());

        done(restore(Map.of("undo", "")));
        assertThat(server.texts(name, "select count(*) from a")).containsExactly("500");
    }

    private Problem problem(Map<String, String> arguments) {
        try {
            Problem problem = restore(arguments).problem();
            assertThat(problem).isNotNull();
            return problem;
        } catch (BelayException e) {
            return e.problem();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private SortedMap<String, String> content() throws SQLException {
        try (Connection connection = server.admin(target.databaseName())) {
            return ContentHash.of(connection, "flyway_schema_history");
        }
    }

    /** Two dumps of one schema differ in the key that guards them, and in nothing else. */
    private String dump() throws Exception {
        Process process =
                new ProcessBuilder(
                                "pg_dump",
                                "--schema-only",
                                "--host=127.0.0.1",
                                "--port=" + server.port(),
                                "--username=postgres",
                                "--create",
                                target.databaseName())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines()
                .filter(l -> !l.startsWith("\\restrict") && !l.startsWith("\\unrestrict"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void allThatADatabaseIsMadeOfComesBackWithItsSettingsAndRights() throws Exception {
        String name = target.databaseName();
        String role = server.freshRole("x");
        for (String hostile : List.of("a \"b\" C", "new\nline", "\uD83D\uDC18 größe", "$$; --")) {
            server.run(name, "create schema " + quoted(hostile));
            String table = quoted(hostile) + "." + quoted(hostile);
            server.run(
                    name,
                    "create table "
                            + table
                            + " ("
                            + quoted(hostile)
                            + " text primary key, \"X\" int)",
                    "insert into " + table + " values (E'\\\\.\\n', 1), ('ü', 2)");
        }
        server.run(
                name,
                "create table person (id bigint generated always as identity primary key,"
                        + " born date not null, name text collate \"C\","
                        + " upper text generated always as (upper(name)) stored)",
                "insert into person (born, name) select date '1970-01-01' + i, 'n' || i"
                        + " from generate_series(1, 300) i",
                "create table reading (at date not null, v numeric) partition by range (at)",
                "create table reading_1 partition of reading for values from ('2026-01-01') to"
                        + " ('2026-07-01')",
                "create table reading_2 partition of reading default",
                "insert into reading select date '2026-01-01' + i, i / 3.0"
                        + " from generate_series(0, 364) i",
                "create materialized view summary as select count(*) n, sum(v) s from reading",
                "create unique index summary_u on summary (n)",
                "create sequence ticket start 40 increment 7",
                "select nextval('ticket'), nextval('ticket')",
                "create table secret (owner text, t text)",
                "insert into secret values ('a', 'b'), ('c', 'd')",
                "alter table secret enable row level security",
                "alter table secret force row level security",
                "create policy own on secret using (owner = current_user)",
                "create function twice(int) returns int language sql immutable as 'select $1 * 2'",
                "create index person_twice on person (twice(id::int))",
                "create domain positive as int check (value > 0)",
                "create type mood as enum ('good', 'bad')",
                "create table typed (m mood, p positive, a int[], j jsonb)",
                "insert into typed values ('good', 3, '{1,2}', '{\"k\": null}')",
                "create publication everything for all tables",
                "select lo_from_bytea(0, decode(repeat('00ff', 5000), 'hex'))",
                "grant select on person to " + role,
                "comment on database " + name + " is 'it''s mine'",
                "alter database "
                        + name
                        + " set search_path to \"$user\", public, \"a \"\"b\"\" C\"",
                "alter database " + name + " set work_mem to '7MB'",
                "alter database " + name + " set my.setting to 'x y'",
                "alter role " + role + " in database " + name + " set statement_timeout to '3s'",
                "alter database " + name + " connection limit 55",
                "revoke connect on database " + name + " from public",
                "grant connect, temporary on database "
                        + name
                        + " to "
                        + role
                        + " with grant option");
        for (String extension : List.of("pg_trgm", "pgcrypto")) {
            if (!server.texts(
                            name,
                            "select name from pg_available_extensions where name = '"
                                    + extension
                                    + "'")
                    .isEmpty()) {
                server.run(name, "create extension " + extension);
            }
        }
        String schema = dump();
        SortedMap<String, String> rows = content();
        List<String> objects =
                server.texts(name, "select md5(lo_get(oid)) from pg_largeobject_metadata");
        Path file = backup();
        server.run(name, "drop table person cascade", "drop table reading cascade");

        done(restore(from(file)));

        assertThat(dump()).isEqualTo(schema);
        assertThat(content()).isEqualTo(rows);
        assertThat(server.texts(name, "select md5(lo_get(oid)) from pg_largeobject_metadata"))
                .isEqualTo(objects)
                .hasSize(1);
        assertThat(server.texts(name, "select nextval('ticket')")).containsExactly("54");
    }

    @Test
    void aDatabaseOfAnyNameIsRestored() throws Exception {
        for (String name :
                List.of(
                        "Quoted \"Name\"",
                        "host=evil dbname=x",
                        "it's; --",
                        "\uD83D\uDC18".repeat(15))) {
            server.run("postgres", "create database " + quoted(name) + " template template0");
            target = at(name);
            server.run(name, "create table a (x int)", "insert into a values (1)");
            Path file = backup();
            server.run(name, "insert into a values (2)");
            Restored restored = done(restore(from(file)));
            assertThat(server.texts(name, "select count(*) from a")).containsExactly("1");
            assertThat(server.texts(restored.keptAs(), "select count(*) from a"))
                    .containsExactly("2");
            server.run(
                    "postgres",
                    "drop database " + quoted(name),
                    "drop database " + quoted(restored.keptAs()));
        }
    }

    @Test
    void whoIsConnectedIsToldInThePlanAndSentOut() throws Exception {
        String name = target.databaseName();
        server.run(name, "create table a (x int)");
        Path file = backup();
        try (Connection guest = server.admin(name);
                Statement statement = guest.createStatement()) {
            statement.execute("set application_name = 'till 4'");
            guest.setAutoCommit(false);
            statement.execute("insert into a values (1)");
            Plan plan = shop.runner.plan(target, operation(from(file)));
            assertThat(plan.warnings()).anyMatch(w -> w.contains("till 4"));
            assertThat(plan.confirm()).isEqualTo(name);

            done(
                    shop.runner.run(
                            target,
                            operation(from(file)),
                            planned -> {
                                assertThat(planned.warnings())
                                        .anyMatch(w -> w.contains("till 4"))
                                        .noneMatch(w -> w.contains("belay/restore by"));
                                return Workshop.typed(name).approve(planned);
                            },
                            Workshop.manner()));

            assertThat(guest.isValid(2)).isFalse();
        }
        assertThat(server.texts(name, "select count(*) from a")).containsExactly("0");
    }

    @Test
    void whatThisRoleMayNotCountIsNotToldAsCounted() throws Exception {
        String name = target.databaseName();
        server.run(
                name,
                "create table a as select generate_series(1, 10) x",
                "create table b (x int)",
                "create table d as select generate_series(1, 4) x");
        Map<String, String> from = from(backup());
        server.run(
                name,
                "insert into a select generate_series(1, 5)",
                "insert into d values (5)",
                "create table c as select 1 x",
                "analyze a, c",
                "alter table b set (autovacuum_enabled = off)");
        String role = server.freshRole("x");
        server.run(name, "grant select on d to \"" + role + "\"");
        target = target.withOptions(Map.of(TargetUrl.ACT_USER, role));

        List<String> told =
                planned(from).findings(Finding.Lost.class).stream()
                        .map(Finding.Lost::text)
                        .toList();

        assertThat(told)
                .contains(
                        "about 5 rows of public.a are overwritten",
                        "the table public.c goes, with about 1 row",
                        "1 row of public.d is overwritten")
                .anyMatch(t -> t.startsWith("how many rows of public.b are overwritten is not"));
        assertThat(planned(from).findings(Finding.Beside.class))
                .singleElement()
                .satisfies(b -> assertThat(b.text()).endsWith("is not known"));
    }

    @Test
    void aRestoreBesideLeavesTheDatabaseAndRefusesANameThatIsTaken() throws Exception {
        String name = target.databaseName();
        server.run(name, "create table a (x int)", "insert into a values (1)");
        Path file = backup();
        server.run(name, "insert into a values (2)");
        Map<String, String> beside = from(file);
        beside.put("as", name + "_beside");

        assertThat(done(restore(beside)).as()).isEqualTo(name + "_beside");

        assertThat(server.texts(name + "_beside", "select count(*) from a")).containsExactly("1");
        assertThat(server.texts(name, "select count(*) from a")).containsExactly("2");
        assertThat(problem(beside).key()).isEqualTo("restore.as.there");
        for (String no : List.of("", " ", "x".repeat(64), "ä".repeat(32))) {
            beside.put("as", no);
            assertThat(problem(beside).key()).isEqualTo("restore.as.name");
            assertThat(problem(beside).exit()).isEqualTo(ExitCode.USAGE);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aTemplateOfNewDatabasesIsReplacedByNothing() throws Exception {
        server.run(target.databaseName(), "create table a (x int)");
        Path file = backup();
        Target own = target;
        target = server.target("template1");

        assertThat(problem(from(file)).key()).isEqualTo("restore.template");

        target = own;
    }

    @Test
    void whatIsMissingIsRefusedWithTheGrantThatHelps() throws Exception {
        String name = target.databaseName();
        server.run(name, "create table a (x int)");
        Path file = backup();
        server.run(
                name,
                "create subscription s connection 'host=nowhere.invalid' publication p"
                        + " with (connect = false)");
        assertThat(problem(from(file)).key()).isEqualTo("restore.subscriptions");
        server.run(name, "alter subscription s set (slot_name = none)", "drop subscription s");
        String role = server.freshRole("x");
        Target own = target;
        target =
                server.target(name)
                        .withFolders(own.folders())
                        .withOptions(Map.of(TargetUrl.ACT_USER, role));
        assertThat(keys(from(file))).contains("restore.createdb", "restore.owner");
        target = own;
        assertThat(left()).isEmpty();
    }

    @Test
    void besideToTheOwnersOfWhatItHoldsOnlyTheirMembersRestore() throws Exception {
        String name = target.databaseName();
        String owner = server.freshRole("x");
        String creator = server.freshRole("x");
        server.run(name, "create table a (x int)", "alter table a owner to \"" + owner + "\"");
        server.run("postgres", "alter role \"" + creator + "\" createdb");
        Map<String, String> beside = from(backup());
        beside.put("as", name + "_beside");
        target = target.withOptions(Map.of(TargetUrl.ACT_USER, creator));

        assertThat(blockers(beside).stream().map(Problem::key)).contains("restore.member");
        assertThat(blockers(beside).stream().map(Problem::next))
                .anyMatch(
                        l ->
                                l.contains(
                                        "GRANT "
                                                + Maintenance.quoted(owner)
                                                + " TO "
                                                + Maintenance.quoted(creator)));

        server.run("postgres", "grant \"" + owner + "\" to \"" + creator + "\"");
        assertThat(keys(beside)).doesNotContain("restore.member");
    }

    /** The role cannot log in here without its password, so it is set for the plan alone. */
    private Plan planned(Map<String, String> arguments) throws Exception {
        Restore restore = operation(arguments);
        String role = target.options().get(TargetUrl.ACT_USER);
        try (Session session = shop.ask(target);
                Statement statement = session.connection().createStatement()) {
            statement.execute("set role " + role);
            return restore.plan(session);
        }
    }

    private List<Problem> blockers(Map<String, String> arguments) throws Exception {
        return planned(arguments).blockers();
    }

    private List<String> keys(Map<String, String> arguments) throws Exception {
        return blockers(arguments).stream().map(Problem::key).toList();
    }

    @Test
    void anArchiveThatIsNotWholeIsRefusedBeforeAnythingIsMade() throws Exception {
        String name = target.databaseName();
        server.run(
                name, "create table a as select i, md5(i::text) t from generate_series(1, 3000) i");
        Path file = backup();
        SortedMap<String, String> before = content();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(11);
        for (int i = 0; i < 12; i++) {
            byte[] broken = whole.clone();
            if (i % 2 == 0) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            } else {
                broken = Arrays.copyOf(broken, random.nextInt(broken.length));
            }
            Files.write(file, broken);
            assertThat(problem(from(file)).exit()).as("damage %d", i).isEqualTo(ExitCode.CORRUPT);
        }
        Path foreign = folder.resolve("foreign.dump");
        Files.write(foreign, whole);
        assertThat(problem(from(foreign)).key()).isEqualTo("restore.origin");
        assertThat(problem(from(foreign, "trust-origin")).key())
                .as("pg_restore of this machine lacks fixes")
                .isIn("restore.old-tool", "none");
        Files.write(foreign, Arrays.copyOf(whole, whole.length - 2000));
        assertThat(problem(from(foreign, "trust-origin", "accept-old-tool")).exit())
                .isEqualTo(ExitCode.CORRUPT);
        Files.write(foreign, newer(whole));
        assertThat(problem(from(foreign, "trust-origin", "accept-old-tool")).key())
                .isEqualTo("restore.newer");
        Files.writeString(foreign, "SQLite format 3\0 and more");
        assertThat(problem(from(foreign, "trust-origin")).exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(content()).isEqualTo(before);
        assertThat(left()).isEmpty();
        Files.write(foreign, whole);
        assertThat(done(restore(from(foreign, "trust-origin", "accept-old-tool"))).rows())
                .containsEntry("public.a", 3000L);
    }

    /** As if it came from a server that is not there yet. */
    private static byte[] newer(byte[] archive) {
        String text = new String(archive, 0, 300, ISO_8859_1);
        int at = text.indexOf("15.");
        byte[] newer = archive.clone();
        newer[at] = '9';
        return newer;
    }
}
