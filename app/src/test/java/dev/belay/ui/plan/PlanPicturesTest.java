package dev.belay.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.demo.Demo;
import dev.belay.operation.Request;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.Bench;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.Toolkit;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the sheet looks like, on real databases, from the plan to every kind of end. */
class PlanPicturesTest {
    @TempDir Path folder;
    private Bench bench;
    private PlanWindow window;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("home"));
        window = new PlanWindow(bench);
    }

    @AfterEach
    void close() {
        window.close();
        bench.close();
    }

    private void script(String name, String... lines) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("migrations")).resolve(name),
                String.join("\n", lines));
    }

    /** A shop with orders, addresses and a score, as the story of the pictures has it. */
    private Target webshop(PostgresServer server) throws IOException {
        script(
                "V41__create_orders.sql",
                "create table orders (id bigint primary key, customer text, address text);",
                "insert into orders select n, 'customer ' || n, 'Street ' || n from"
                        + " generate_series(1, 40217) n;");
        script(
                "V42__split_addresses.sql",
                "create table order_addresses (order_id bigint primary key references orders,"
                        + " line text);",
                "insert into order_addresses select id, address from orders;");
        script(
                "U42__split_addresses.sql",
                "UPDATE orders o SET address = a.line",
                "  FROM order_addresses a WHERE a.order_id = o.id;",
                "DROP TABLE order_addresses;");
        script(
                "V43__order_risk_score.sql",
                "alter table orders add column risk_score int;",
                "update orders set risk_score = id % 100 where id % 4 > 0;",
                "create index orders_risk_idx on orders (risk_score);");
        script(
                "U43__order_risk_score.sql",
                "DROP INDEX orders_risk_idx;",
                "ALTER TABLE orders DROP COLUMN risk_score;");
        server.run("postgres", "drop database if exists webshop", "create database webshop");
        Target target =
                server.target("webshop")
                        .withFolders(new Folders(folder.resolve("migrations"), null, null));
        bench.run(target, Request.of("migrate").waived());
        return named(target, "webshop-prod").withEnvironment(Environment.PRODUCTION).withVersion(3);
    }

    private static Target named(Target t, String name) {
        return new Target(
                name,
                t.engine(),
                t.environment(),
                t.address(),
                t.folders(),
                t.flyway(),
                t.thresholds(),
                t.options(),
                t.version());
    }

    private static Connection busy(PostgresServer server, String application, String sql)
            throws SQLException {
        Connection connection = server.admin("webshop");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = '" + application + "'");
            connection.setAutoCommit(false);
            statement.execute(sql);
        }
        return connection;
    }

    @Test
    void aRollbackWithSomebodyInItsWay() throws Exception {
        PostgresServer server = PostgresServers.usual();
        Target target = webshop(server);
        try (Connection dump = busy(server, "pg_dump", "lock table orders in access share mode");
                Connection report = busy(server, "report", "select * from order_addresses");
                Connection deploy = busy(server, "deploy", "select 1")) {
            var waiting =
                    CompletableFuture.runAsync(
                            () -> {
                                try (Statement statement = deploy.createStatement()) {
                                    statement.execute("lock table orders");
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            bench.changes.arming().arm(target);
            window.plan(target, Request.of("rollback", "to", "41"));
            Toolkit.runOnFx(() -> window.<TextField>find("#plan-name").setText("websh"));
            window.pictures("plan-rollback");
            dump.rollback();
            waiting.get();
            deploy.rollback();
            report.rollback();
        }
    }

    @Test
    void aMigrationThatHasToBeArmed() throws Exception {
        Target target = named(Demo.make(folder.resolve("demo")), "kiosk-017").withVersion(1);
        Files.writeString(
                target.migrations().resolve("V8__add_invoices.sql"),
                """
                -- Invoices, one an order.
                create table invoice (
                  id integer primary key,
                  order_id integer not null references orders (id),
                  total numeric(10, 2) default 0
                );
                create index invoice_order_idx on invoice (order_id);
                alter table orders add column invoiced integer not null default 0;
                """);
        window.plan(target, Request.of("migrate"));
        window.pictures("plan-migrate");
        Toolkit.runOnFx(() -> window.<Button>find("#plan-rehearse").fire());
        await().atMost(Duration.ofSeconds(40)).until(() -> window.texts().contains("Rehearsed "));
        window.pictures("plan-rehearsed");
    }

    /** No pg_dump of this machine's may copy this server, and a script is missing. */
    @Test
    void aRollbackThatMayNotBegin() throws Exception {
        PostgresServer server = PostgresServers.of(18);
        Target target = webshop(server);
        Files.delete(folder.resolve("migrations/U42__split_addresses.sql"));
        window.plan(target, Request.of("rollback", "to", "41"));
        window.pictures("plan-blocked");
        window.plan(target, Request.of("rollback", "to", "42"));
        window.pictures("plan-uncopied");
    }

    @Test
    void fromItsBeginningToItsEnd() throws Exception {
        Target target = named(Demo.make(folder.resolve("demo")), "kiosk-017").withVersion(1);
        Files.writeString(
                target.migrations().resolve("V8__add_invoices.sql"),
                "create table invoice (id integer primary key, order_id integer);");
        Files.writeString(
                target.migrations().resolve("V9__number_invoices.sql"),
                "insert into invoice with recursive n(i) as (select 1 union all select i + 1 from"
                        + " n where i < 4000000) select i, i from n;");
        bench.changes.arming().arm(target);
        window.plan(target, Request.of("migrate"));
        Toolkit.runOnFx(() -> window.<Button>find("#plan-act").fire());
        window.until(
                s -> s instanceof State.Going(var running) && running.at().what().contains("V9"));
        window.pictures("plan-running");
        window.until(State.Over.class);
        assertThat(window.texts()).contains("V8, V9 have no undo scripts, so Belay cannot");
        window.pictures("plan-done");
    }

    @Test
    void aMigrationThatFails() throws Exception {
        Target target = named(Demo.make(folder.resolve("demo")), "kiosk-017").withVersion(1);
        Files.writeString(
                target.migrations().resolve("V8__add_invoices.sql"),
                "create table invoice (id integer primary key);\n\ninsert into invoices values"
                        + " (1);\n");
        bench.changes.arming().arm(target);
        window.plan(target, Request.of("migrate"));
        Toolkit.runOnFx(() -> window.<Button>find("#plan-act").fire());
        window.until(State.Over.class);
        window.pictures("plan-failed");
    }
}
