package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.LockHolder;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What plans tell of the locks that real sessions hold on a real server. */
class PreflightTest {
    @TempDir Path folder;
    private Workshop shop;
    private PostgresServer server = PostgresServers.usual();
    private Target target;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        target(server);
        server.run(
                target.databaseName(),
                "create table orders (id int primary key, note text)",
                "create index orders_note on orders (note)",
                "insert into orders select n, repeat('x', 200) from generate_series(1, 5000) n",
                "create table lines (o int)",
                "create view report as select * from lines",
                "analyze orders");
    }

    private void target(PostgresServer of) throws IOException {
        server = of;
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V0__a.sql"), "select 1;");
        target = of.target(of.freshDatabase()).withFolders(new Folders(scripts, null, null));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void script(String sql) throws IOException {
        Files.writeString(folder.resolve("migrations").resolve("V1__change.sql"), sql);
    }

    private Plan plan() {
        return shop.runner.plan(target, shop.migrate(target));
    }

    /** A session in a transaction, as a program of that name. */
    private Connection busy(String application, String sql) throws SQLException {
        Connection connection = server.admin(target.databaseName());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = '" + application + "'");
            connection.setAutoCommit(false);
            statement.execute(sql);
        }
        return connection;
    }

    private static int pid(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theStepNamesTheLockAndAWarningTheTablesSize() throws IOException {
        script("alter table orders add column a int;\nalter table lines add b int;");
        Plan plan = plan();
        assertThat(plan.steps()).extracting(Step::lock).contains("ACCESS EXCLUSIVE");
        assertThat(plan.warnings())
                .anyMatch(
                        w ->
                                w.matches(
                                        "V1__change.sql:1 locks orders ACCESS EXCLUSIVE:"
                                                + " [0-9.]+ MB, about 5,000 rows"))
                .anyMatch(
                        w ->
                                w.endsWith(
                                        "locks lines ACCESS EXCLUSIVE: 0 B, its rows not"
                                                + " estimated yet"));
    }

    @Test
    void aSessionIdleInItsTransactionIsNamed() throws Exception {
        script("alter table orders add column a int;");
        try (Connection dump = busy("pg_dump", "lock table orders in access share mode")) {
            assertThat(plan().warnings())
                    .anyMatch(
                            w ->
                                    w.startsWith("V1__change.sql:1 locks orders ACCESS EXCLUSIVE;")
                                            && w.contains(
                                                    "queue behind pid "
                                                            + pid(dump)
                                                            + ", pg_dump of postgres, idle in"
                                                            + " transaction for"));
            dump.rollback();
        }
    }

    @Test
    void onlyALockThatConflictsIsQueuedBehind() throws Exception {
        script("create index concurrently fresh on orders (id);");
        try (Connection writer = busy("shop", "update orders set note = 'a' where id = 1")) {
            assertThat(plan().warnings()).noneMatch(w -> w.contains("queue behind"));
            script("create index fresh on orders (id);");
            assertThat(plan().warnings())
                    .anyMatch(w -> w.contains("locks orders SHARE; now it would queue behind"));
            writer.rollback();
        }
    }

    /** Refused by the server, as a wait for a lock that lasted too long. */
    private void waits(String sql) throws SQLException {
        try (Connection connection = server.admin(target.databaseName());
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '60ms'");
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo(LockTries.LOCK_TIMEOUT));
        }
    }

    @Test
    void anIndexMadeConcurrentlyWaitsForWritersAndNotForReaders() throws Exception {
        String sql = "create index concurrently fresh on orders (id);";
        script(sql);
        try (Connection writer = busy("shop", "update orders set note = 'a' where id = 1");
                Connection reader = busy("report", "lock table orders in access share mode")) {
            assertThat(plan().warnings())
                    .anyMatch(
                            w ->
                                    w.startsWith(
                                                    "V1__change.sql:1 will wait for pid "
                                                            + pid(writer)
                                                            + ", shop of postgres, idle in"
                                                            + " transaction for")
                                            && w.endsWith("and others use orders meanwhile"))
                    .anyMatch(
                            w ->
                                    w.matches(
                                            "V1__change.sql:1 locks orders SHARE UPDATE EXCLUSIVE:"
                                                    + " [0-9.]+ MB, about 5,000 rows"))
                    .noneMatch(w -> w.contains("pid " + pid(reader)));
            waits(sql);
            writer.rollback();
            server.run(target.databaseName(), "create index concurrently other on orders (id)");
            reader.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop index concurrently orders_note;",
                "reindex index concurrently orders_note;",
                "reindex table concurrently orders;"
            })
    void anIndexDroppedOrReplacedConcurrentlyWaitsForReadersAsWell(String sql) throws Exception {
        script(sql);
        try (Connection reader = busy("report", "select * from orders")) {
            assertThat(plan().warnings())
                    .anyMatch(w -> w.contains("will wait for pid " + pid(reader) + ", report of"))
                    .anyMatch(w -> w.contains("about 5,000 rows"));
            waits(sql);
            reader.rollback();
        }
    }

    @Test
    void anIndexMadeConcurrentlyWaitsForEveryOlderSnapshotOfTheDatabase() throws Exception {
        String sql = "create index concurrently fresh on orders (id);";
        script(sql);
        try (Connection dump =
                busy(
                        "pg_dump",
                        "set transaction isolation level repeatable read; select * from lines")) {
            assertThat(plan().warnings())
                    .anyMatch(
                            w ->
                                    w.contains("every transaction that has read this database")
                                            && w.contains("pid " + pid(dump) + ", pg_dump of"));
            waits(sql);
            script("drop index concurrently orders_note;");
            assertThat(plan().warnings()).noneMatch(w -> w.contains("pid " + pid(dump)));
            dump.rollback();
        }
    }

    @Test
    void whatANewTypeCostsIsToldByTheTypeThatTheColumnHasNow() throws IOException {
        script(
                "alter table orders alter note type varchar, alter id type bigint;"
                        + " alter table orders alter note type text;");
        assertThat(plan().warnings())
                .anyMatch(w -> w.contains("orders.note is text now, and is stored alike"))
                .anyMatch(w -> w.contains("orders.id is integer now: its values are converted"))
                .anyMatch(w -> w.contains("Only if orders.note is a varchar that becomes"));
    }

    @Test
    void anIndexLeadsToItsTable() throws Exception {
        script("drop index orders_note;");
        try (Connection reader = busy("report", "select count(*) from orders")) {
            assertThat(plan().warnings())
                    .anyMatch(w -> w.contains("locks orders ACCESS EXCLUSIVE; now it would queue"));
            reader.rollback();
        }
    }

    @Test
    void aSessionThatWaitsForTheTableIsToldAsWell() throws Exception {
        script("alter table orders add column a int;");
        try (Connection first = busy("shop", "lock table orders in access share mode");
                Connection second = busy("deploy", "select 1")) {
            var waiting =
                    CompletableFuture.runAsync(
                            () -> {
                                try (Statement statement = second.createStatement()) {
                                    statement.execute("lock table orders");
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            await().until(
                            () ->
                                    plan().warnings().stream()
                                            .anyMatch(
                                                    w ->
                                                            w.contains(
                                                                    "pid "
                                                                            + pid(second)
                                                                            + ", deploy of"
                                                                            + " postgres, which"
                                                                            + " has waited for")));
            assertThat(plan().warnings()).anyMatch(w -> w.contains("size unknown while"));
            first.rollback();
            waiting.get();
            second.rollback();
        }
    }

    @Test
    void aTableMadeByThePlanHasNobodyInTheWay() throws Exception {
        script("create table fresh (id int); alter table fresh add a int; drop view report;");
        try (Connection reader = busy("report", "select * from report")) {
            assertThat(plan().warnings())
                    .filteredOn(w -> w.contains("locks"))
                    .singleElement()
                    .asString()
                    .contains("locks report ACCESS EXCLUSIVE; now it would queue behind");
            reader.rollback();
        }
    }

    @Test
    void whoeverComesAndGoesThePlanStaysTheSame() throws Exception {
        script("alter table orders add column a int;");
        Plan before = plan();
        try (Connection reader = busy("report", "select * from orders")) {
            Plan now = plan();
            assertThat(now.warnings()).isNotEqualTo(before.warnings());
            assertThat(now.same(before)).isTrue();
            reader.rollback();
        }
    }

    @Test
    void whatTheRoleMayNotSeeIsSaid() throws Exception {
        String role = server.freshRole("secret");
        script("alter table orders add column a int;");
        Target asking = server.target(target.databaseName(), role).withFolders(target.folders());
        Sessions sessions =
                new Sessions(
                        _ -> new PostgresqlDialect(), _ -> Secret.of("secret"), Forwarding.NONE);
        try (Connection reader = busy("report", "select * from orders");
                Session session = sessions.open(asking, Purpose.ASK)) {
            assertThat(shop.migrate(asking).plan(session).warnings())
                    .anyMatch(
                            w ->
                                    w.contains(
                                            "pid "
                                                    + pid(reader)
                                                    + ", report of postgres, since an unknown time"
                                                    + " (your role may not see more; pg_monitor"
                                                    + " may)"));
            reader.rollback();
        }
    }

    @Test
    void whoHoldsASqliteFileIsNamed() throws Exception {
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (id integer primary key)");
        }
        target =
                Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file))
                        .withFolders(target.folders());
        script("alter table orders add column a int;");
        assertThat(plan().warnings()).isEmpty();
        assertThat(plan().steps()).extracting(Step::lock).contains("write lock on the whole file");
        try (LockHolder writer =
                new LockHolder(file, "begin immediate", "insert into orders values (1)")) {
            assertThat(plan().warnings())
                    .containsExactly(
                            "pid "
                                    + writer.pid()
                                    + " (java) writes to shop.db now; the plan would wait for it");
            Path set = Files.createDirectories(folder.resolve("seeds/base"));
            Files.writeString(set.resolve("orders.csv"), "id\n7\n");
            Target seeded = target.withFolders(new Folders(null, set.getParent(), null));
            assertThat(
                            shop.runner
                                    .plan(seeded, new Seed(seeded, shop.waived, List.of()))
                                    .warnings())
                    .anyMatch(w -> w.contains(writer.pid() + " (java) writes to shop.db now"));
        }
    }

    @Test
    void aPreparedTransactionIsNamedByItsGid() throws Exception {
        try (PostgresServer own =
                PostgresServers.start(PostgresServers.USUAL, "max_prepared_transactions = 2")) {
            target(own);
            own.run(target.databaseName(), "create table orders (id int)");
            script("alter table orders add column a int;");
            try (Connection connection = busy("shop", "insert into orders values (1)");
                    Statement statement = connection.createStatement()) {
                statement.execute("prepare transaction 'order 7'");
            }
            assertThat(plan().warnings())
                    .anyMatch(
                            w ->
                                    w.contains(
                                            "queue behind the prepared transaction order 7 of"
                                                    + " postgres, open for"));
        }
    }

    @Test
    void aScriptThatMixesIsRefusedInWords() throws IOException {
        script("create table fresh (id int); create index concurrently on orders (note);");
        assertThat(plan().blockers())
                .filteredOn(b -> b.key().equals("operation.mixed"))
                .singleElement()
                .satisfies(
                        b -> {
                            assertThat(b.exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(b.why())
                                    .isEqualTo(
                                            "V1__change.sql:1 (create index on orders)"
                                                    + " bears no transaction, and"
                                                    + " line 1 (create table fresh) of the same"
                                                    + " script runs in one");
                            assertThat(b.next()).contains("a script of their own");
                        });
    }

    @Test
    void whatOverwritesIsDestructiveAndAnswersInThePlan() throws IOException {
        script("update orders set note = null;");
        Plan plan = plan();
        assertThat(plan.risk()).isEqualTo(Risk.DESTRUCTIVE);
        assertThat(plan.steps()).extracting(Step::lock).contains("ROW EXCLUSIVE");
    }

    @Test
    void aNameWithItsSchemaIsItselfWhateverSchemaFlywayWorksIn() throws IOException {
        server.run(
                target.databaseName(),
                "create schema app",
                "create table app.orders (id int)",
                "insert into app.orders values (1)");
        target =
                target.withFlyway(
                        new FlywaySettings(List.of("app"), null, List.of(), Map.of(), null));
        script("alter table public.orders add column a int; alter table orders add column b int;");
        assertThat(plan().warnings())
                .anyMatch(w -> w.contains("orders") && w.contains("5,000"))
                .anyMatch(w -> w.contains("app.orders"));
    }
}
