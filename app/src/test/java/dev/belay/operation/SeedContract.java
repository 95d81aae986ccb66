package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.db.Session;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.seed.SeedCount;
import dev.belay.seed.SeedSet;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.DemoScripts;
import dev.belay.testing.HostileNames;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Seeds of every kind, on every engine's real server. */
abstract class SeedContract {
    @TempDir Path folder;
    Workshop shop;
    Target target;
    Path seeds;

    abstract Target fresh();

    abstract Connection outside(Target target) throws SQLException;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        seeds = Files.createDirectories(folder.resolve("seeds"));
        target = fresh().withFolders(new Folders(folder.resolve("none"), seeds, null));
        sql(
                "create table users (id integer primary key, username varchar(20) not null unique,"
                        + " email text, age integer, active boolean)",
                "create table orders (id integer primary key, user_id integer not null references"
                        + " users (id), total numeric(8,2))");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    final void sql(String... statements) throws SQLException {
        try (Connection connection = outside(target);
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    final List<String> rows(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = outside(target);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", cells));
            }
        }
        return found;
    }

    final void file(String name, String text) throws IOException {
        Path file = seeds.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    final Seed seed(String... sets) {
        return new Seed(target, shop.waived, List.of(sets));
    }

    /** A server lets go of the place of an operation a moment after its session has ended. */
    final <R> Outcome<R> go(Operation<R> operation) {
        return shop.runner.run(
                target,
                operation,
                Workshop.typed(target.databaseName()),
                new Runner.Manner(Progress.NONE, new Stop(), Duration.ofSeconds(20)));
    }

    final Seeded run(String... sets) {
        return OperationContract.done(go(seed(sets)));
    }

    final Plan plan(String... sets) {
        return shop.runner.plan(target, seed(sets));
    }

    /** What keeps the sets from being planned at all, in words. */
    final Problem fault(String... sets) {
        try {
            plan(sets);
        } catch (BelayException e) {
            return e.problem();
        }
        throw new AssertionError("it was planned");
    }

    @Test
    void theDemosAdminUserIsMadeIfThereIsNone() throws Exception {
        sql("drop table orders", "drop table users");
        Path demo = DemoScripts.of(target.engine());
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        try (Stream<Path> files = Files.list(demo)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, scripts.resolve(file.getFileName()));
            }
        }
        target = target.withFolders(new Folders(scripts, demo.resolve("seeds"), null));
        OperationContract.done(go(shop.migrate(target)));
        Seeded first = run("base");
        assertThat(first.sets()).containsExactly(java.util.Map.entry("base", count(1, 0, 0)));
        assertThat(first.rows().values()).containsExactly(new Seeded.Rows(0, 1));
        Seeded second = run("base");
        assertThat(second.sets().get("base")).isEqualTo(count(0, 0, 1));
        assertThat(second.rows().values()).containsExactly(new Seeded.Rows(1, 1));
        assertThat(rows("select role from users")).containsExactly("admin");
        assertThat(run().sets().get("sample").inserted()).isGreaterThan(400);
        assertThat(run().sets().get("sample").wrote()).isFalse();
    }

    static SeedCount count(long inserted, long updated, long unchanged) {
        return new SeedCount(inserted, updated, unchanged);
    }

    @Test
    void rowsAreInsertedUpdatedOrLeftByKey() throws Exception {
        sql(
                "insert into users values (1, 'ana', 'ana@x', 30, true), (2, 'ben', null, 40,"
                        + " false)",
                "insert into users values (9, 'zoe', 'z', 1, true)");
        file(
                "base/010_users.csv",
                "id,username,email,age,active\n1,ana,ana@x,30,true\n2,ben,ben@x,41,false\n3,\"c,"
                        + " \"\"d\"\"\",\"\",,1\n");
        file(
                "base/020_orders.json",
                "[{\"id\": 1, \"user_id\": 3, \"total\": 12.50}, {\"id\": 2, \"user_id\": 1}]");
        Plan plan = plan();
        assertThat(plan.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(plan.confirm()).isEqualTo(target.databaseName());
        assertThat(plan.steps()).extracting(Step::risk).contains(Risk.ADDITIVE, Risk.DESTRUCTIVE);
        assertThat(plan.warnings())
                .anyMatch(w -> w.contains("base/010_users.csv, line 3") && w.contains("id '2'"))
                .anyMatch(w -> w.contains("email null → 'ben@x'"))
                .anyMatch(w -> w.contains("age '40' → '41'"));
        Seeded seeded = run();
        assertThat(seeded.sets().get("base")).isEqualTo(count(3, 1, 1));
        assertThat(seeded.rows().values())
                .containsExactly(new Seeded.Rows(3, 4), new Seeded.Rows(0, 2));
        assertThat(rows("select id, username, email, age from users order by id"))
                .containsExactly(
                        "1 ana ana@x 30", "2 ben ben@x 41", "3 c, \"d\"  null", "9 zoe z 1");
        assertThat(plan().nothing()).isTrue();
        Outcome<Seeded> again = go(seed());
        assertThat(((Outcome.Done<Seeded>) again).did()).isFalse();
        assertThat(OperationContract.done(again).sets().get("base")).isEqualTo(count(0, 0, 5));
    }

    @Test
    void theSameValueWrittenOtherwiseIsNoDifference() throws Exception {
        sql(
                "insert into users values (1, 'ana', 'e', 30, true)",
                "insert into orders values (1, 1, 5)");
        file("base/users.csv", "id,age,active\r\n01,030,t\r\n");
        file("base/orders.json", "[{\"id\": 1, \"total\": 5.00}]");
        assertThat(plan().steps()).isEmpty();
    }

    @Test
    void aUniqueConstraintOrTheSetsOwnKeyTellsRowsApart() throws Exception {
        sql("insert into users values (1, 'ana', 'ana@x', 30, true)");
        file("base/users.csv", "username,age\nana,31\n");
        assertThat(run().sets().get("base")).isEqualTo(count(0, 1, 0));
        file("base/users.csv", "email,age\nana@x,32\n");
        assertThat(fault().why()).contains("base/users.csv, line 2").contains("seed.json");
        file("base/seed.json", "{\"keys\": {\"users\": [\"email\"]}}");
        assertThat(run().sets().get("base")).isEqualTo(count(0, 1, 0));
        assertThat(rows("select age from users")).containsExactly("32");
        sql("insert into users values (2, 'ben', 'ana@x', 1, true)");
        file("base/users.csv", "email,age\nana@x,33\n");
        assertThat(fault().why()).contains("line 2").contains("more than one row");
    }

    @Test
    void ofTwoUniqueConstraintsTheOneDeclaredFirstTellsRowsApart() throws Exception {
        sql(
                "create table u (name varchar(9) not null unique, id integer primary key, mail"
                        + " varchar(9) unique)",
                "insert into u values ('ana', 1, 'a@x')");
        file("base/u.csv", "mail,name\nb@x,ana\n");
        assertThat(plan().steps()).singleElement().matches(s -> s.what().endsWith("by name"));
        assertThat(run().sets().get("base")).isEqualTo(count(0, 1, 0));
        assertThat(rows("select mail from u")).containsExactly("b@x");
    }

    @Test
    void aMalformedFileIsToldWithItsPlaceAndNothingIsChanged() throws Exception {
        file("base/010_users.csv", "id,username\n1,ana\n");
        List<List<String>> cases =
                List.of(
                        List.of("x.csv", "id,username\n2,\"ben\n", "line 2, column 3"),
                        List.of("x.csv", "id,username\n2,be\"n\n", "line 2, column 5"),
                        List.of("x.csv", "id,username\n\n2,ben,1\n", "line 3, column 7"),
                        List.of("x.csv", "id,id\n", "line 1, column 4"),
                        List.of("x.json", "[{\"id\": 2,\n \"username\": }]", "line 2, column 1"),
                        List.of("x.json", "[{\"id\": 2},\n 3]", "line 2, column 2"),
                        List.of("x.json", "[{\"id\": 2, \"id\": 3}]", "line 1"),
                        List.of("users.csv", "id,usrname\n2,ben\n", "line 1, column 4"),
                        List.of("users.json", "[{\"id\": 2, \"usrname\": 1}]", "line 1, column 23"),
                        List.of("users.csv", "id,username,age\n2,ben,old\n", "line 2, column 7"),
                        List.of("users.csv", "id,username\n2,\n,x\n", "line 3, column 1"),
                        List.of("users.csv", "id,username\n2,a\n2,b\n", "line 3, column 1"),
                        List.of("nowhere.csv", "id\n2\n", "there is no table nowhere"),
                        List.of(
                                "x.sql",
                                "insert into users values (5, 'e');\n\ncommit;",
                                "line 3"));
        for (List<String> each : cases) {
            file("late/" + each.get(0), each.get(1));
            assertThatThrownBy(() -> go(seed()))
                    .as(each.get(1))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> {
                                assertThat(e.problem().exit()).isEqualTo(ExitCode.FAILED);
                                assertThat(e.problem().why())
                                        .contains("late/" + each.get(0))
                                        .contains(each.get(2));
                            });
            Files.delete(seeds.resolve("late").resolve(each.get(0)));
            assertThat(rows("select * from users")).isEmpty();
        }
        Files.write(seeds.resolve("late/x.csv"), new byte[] {'a', '\n', 'b', (byte) 0xFF});
        assertThat(fault().why()).contains("line 2, column 2").contains("UTF-8");
    }

    @Test
    void aRowThatTheDatabaseRefusesRollsItsWholeSetBack() throws Exception {
        file("a/users.csv", "id,username\n1,ana\n");
        file("b/010_users.csv", "id,username\n2,ben\n");
        file("b/020_orders.csv", "id,user_id\n1,2\n2,77\n");
        Problem problem = OperationContract.failed(go(seed()));
        assertThat(problem.why()).contains("b/020_orders.csv, line 3, column 1");
        assertThat(problem.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(rows("select username from users")).containsExactly("ana");
        file("b/020_orders.csv", "id,user_id\n1,2\n2,1\n");
        assertThat(run().sets())
                .containsEntry("a", count(0, 0, 1))
                .containsEntry("b", count(3, 0, 0));
    }

    @Test
    void aStatementThatFailsIsToldWithItsLine() throws Exception {
        file(
                "a/x.sql",
                "insert into users (id, username) values (1, 'ana');\n-- next\ninsert into users"
                        + " (id, username) values (1, 'ben');");
        Problem problem = OperationContract.failed(go(seed()));
        assertThat(problem.why()).contains("a/x.sql, line 3");
        assertThat(rows("select * from users")).isEmpty();
    }

    @Test
    void statementsAreCountedByWhatTheyTouched() throws Exception {
        sql("insert into users (id, username, age) values (1, 'ana', 1), (2, 'ben', 2)");
        file(
                "a/x.sql",
                """
                INSERT INTO users (id, username, age) VALUES (2, 'ben', 20), (3, 'cem', 30)
                ON CONFLICT (id) DO UPDATE SET age = excluded.age;
                UPDATE users SET age = 5 WHERE id = 1 AND age <> 5;
                INSERT INTO users (id, username) SELECT 4, 'd; -- ''x''' WHERE NOT EXISTS
                  (SELECT 1 FROM users WHERE id = 4);
                """);
        assertThat(run().sets().get("a")).isEqualTo(count(2, 2, 0));
        assertThat(run().sets().get("a")).isEqualTo(count(0, 2, 2));
    }

    @Test
    void setsGoWhereTheirEnvironmentsSay() throws Exception {
        file("base/users.csv", "id,username\n1,ana\n");
        file("base/seed.json", "{\"environments\": [\"development\", \"production\"]}");
        file("sample/users.csv", "id,username\n2,ben\n");
        file("sample/seed.json", "{\"environments\": [\"staging\"]}");
        assertThat(run().skipped()).containsExactly("sample");
        assertThat(rows("select username from users")).containsExactly("ana");
        assertThat(plan("sample").blockers())
                .extracting(Problem::exit)
                .containsExactly(ExitCode.REFUSED);
        target = target.withEnvironment(Environment.PRODUCTION);
        assertThat(plan().blockers()).isEmpty();
        Files.delete(seeds.resolve("sample/seed.json"));
        assertThat(plan().blockers()).extracting(Problem::key).containsExactly("seed.production");
        assertThat(Seed.due(target)).extracting(SeedSet::name).containsExactly("base");
        assertThatThrownBy(() -> go(seed("sample"))).isInstanceOf(BelayException.class);
        assertThat(rows("select username from users")).containsExactly("ana");
        target = target.withEnvironment(Environment.STAGING);
        assertThat(run().skipped()).containsExactly("base");
    }

    @Test
    void aSetThatIsNoneIsNotFoundAndNoFolderIsNothingToDo() throws Exception {
        file("base/users.csv", "id,username\n1,ana\n");
        Problem problem = fault("bass");
        assertThat(problem.exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(problem.why()).contains("bass").contains("base");
        assertThat(fault("../seeds").exit()).isEqualTo(ExitCode.NOT_FOUND);
        target = target.withFolders(new Folders(null, folder.resolve("gone"), null));
        assertThat(fault("base").exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(plan().nothing()).isTrue();
        assertThat(run().note()).contains("gone");
    }

    @Test
    void filesGoInTheOrderTheSetNames() throws Exception {
        file("base/orders.csv", "id,user_id\n1,1\n");
        file("base/users.csv", "id,username\n1,ana\n");
        assertThat(go(seed())).isInstanceOf(Outcome.Failed.class);
        file("base/seed.json", "{\"order\": [\"users.csv\"]}");
        assertThat(run().sets().get("base")).isEqualTo(count(2, 0, 0));
        file("base/seed.json", "{\"order\": [\"users.csv\"");
        assertThat(fault().why())
                .contains("base/seed.json, line 1, column")
                .endsWith("expected close marker for Array")
                .doesNotContain("Source", "REDACTED", "StreamReadFeature");
        file("base/seed.json", "{\"order\": [\"user.csv\"]}");
        assertThat(fault().why()).contains("base/seed.json, line 1, column 12");
        file("base/seed.json", "{\"ordr\": []}");
        assertThat(fault().why()).contains("ordr").contains("order, keys, environments");
    }

    @Test
    void hostileNamesOfSetsTablesAndColumnsAreNames() throws Exception {
        List<String> names = HostileNames.ALL;
        for (String name : names) {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            sql("create table " + quoted + " (id integer primary key, " + quoted + " text)");
            file(
                    name + "/1_" + name + ".csv",
                    "id," + quoted + "\n1,\"" + name.replace("\"", "\"\"") + "\"\n");
        }
        Seeded seeded = run();
        assertThat(seeded.sets().keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(seeded.sets().values()).allMatch(c -> c.equals(count(1, 0, 0)));
        for (String name : names) {
            String quoted = '"' + name.replace("\"", "\"\"") + '"';
            assertThat(rows("select " + quoted + " from " + quoted)).containsExactly(name);
        }
        sql("update \"it's\" set \"it's\" = 'other'");
        assertThat(run("it's").sets().get("it's")).isEqualTo(count(0, 1, 0));
        assertThat(plan().nothing()).isTrue();
    }

    @Test
    void manyRowsOfOneFileAreHeldAgainstTheTableInParts() throws Exception {
        StringBuilder csv = new StringBuilder("id,username,age\n");
        for (int i = 1; i <= 1234; i++) {
            csv.append(i).append(",u").append(i).append(',').append(i % 90).append('\n');
        }
        file("base/users.csv", csv.toString());
        assertThat(run().sets().get("base")).isEqualTo(count(1234, 0, 0));
        sql("update users set age = 99 where id = 1200", "delete from users where id = 7");
        assertThat(run().sets().get("base")).isEqualTo(count(1, 1, 1232));
    }

    @Test
    void whatATriggerWritesIsNotCounted() throws Exception {
        sql("create table log (what text)");
        trigger();
        file("a/1_users.csv", "id,username,age\n1,ana,1\n");
        file(
                "a/2.sql",
                "insert into users (id, username) values (2, 'ben') on conflict do nothing;");
        file("a/3.sql", "create table if not exists more (x integer);");
        assertThat(run().sets().get("a")).isEqualTo(count(2, 0, 0));
        assertThat(rows("select count(*) from log")).containsExactly("2");
        assertThat(run().sets().get("a")).isEqualTo(count(0, 0, 2));
    }

    /** Each row that comes into users leaves one in log. */
    abstract void trigger() throws Exception;

    @Test
    void aConstraintThatIsHeldOnlyAtTheCommitRollsTheSetBack() throws Exception {
        sql(
                "create table late (id integer primary key, user_id integer references users (id)"
                        + " deferrable initially deferred)");
        file("a/late.csv", "id,user_id\n1,77\n");
        Problem problem = OperationContract.failed(go(seed()));
        assertThat(problem.key()).isEqualTo("seed.row");
        assertThat(problem.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(rows("select * from late")).isEmpty();
        file("a/users.csv", "id,username\n77,ana\n");
        assertThat(run().sets().get("a")).isEqualTo(count(2, 0, 0));
    }

    @Test
    void aKeyOfATableThatTheSetDoesNotFillIsAFault() throws Exception {
        file("base/users.csv", "id,username\n1,ana\n");
        file("base/seed.json", "{\"keys\": {\"user\": [\"id\"]}}");
        assertThat(fault().why()).contains("base/seed.json").contains("user");
    }

    @Test
    void whatMigrationsWillMakeIsForeseenByNumber() throws Exception {
        file("base/1_users.csv", "id,username\n1,ana\n");
        file("base/2_later.csv", "id\n1\n2\n");
        try (Session session = shop.ask(target)) {
            Seed.Foreseen foreseen = Seed.foresee(session, Seed.due(target), true);
            assertThat(foreseen.counts()).containsEntry("base", count(3, 0, 0));
            assertThat(foreseen.parts().getFirst().steps()).hasSize(2);
            assertThatThrownBy(() -> Seed.foresee(session, Seed.due(target), false))
                    .isInstanceOf(BelayException.class);
        }
    }

    @Test
    void anotherOperationSeedsWithinItsOwnWork() throws Exception {
        file("base/users.csv", "id,username\n1,ana\n");
        List<SeedSet> due = Seed.due(target);
        Operation<java.util.Map<String, SeedCount>> other =
                new Borrowed(target, due, (session, of) -> Seen.of(session, of, null));
        assertThat(OperationContract.done(go(other))).containsEntry("base", count(1, 0, 0));
        assertThat(plan().nothing()).isTrue();
    }

    /** As init does it. */
    private record Borrowed(Target target, List<SeedSet> due, Print print)
            implements Operation<java.util.Map<String, SeedCount>> {
        interface Print {
            Seen of(Session session, Target target);
        }

        @Override
        public String name() {
            return "init";
        }

        @Override
        public Plan plan(Session session) {
            return new Plan(
                    "init",
                    java.util.Map.of(),
                    target,
                    print.of(session, target),
                    null,
                    "basis",
                    List.of(Part.of("seed", Step.of("seed", Risk.ADDITIVE))),
                    List.of(),
                    List.of(),
                    Plan.Safety.NONE);
        }

        @Override
        public java.util.Map<String, SeedCount> nothing(Plan plan) {
            return java.util.Map.of();
        }

        @Override
        public java.util.Map<String, SeedCount> work(Work work) throws SQLException {
            try (Session session = work.session()) {
                return Seed.apply(work, session, due);
            } catch (dev.belay.db.ConnectException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<String> told(java.util.Map<String, SeedCount> result) {
            return List.of();
        }

        @Override
        public List<String> verify(
                Session session, Plan plan, java.util.Map<String, SeedCount> result) {
            return List.of();
        }
    }
}
