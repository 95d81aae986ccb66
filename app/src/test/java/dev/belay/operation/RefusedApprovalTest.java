package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is refused sends nothing that writes: seen in the log of a server that logs every statement,
 * and in the bytes of a file.
 */
class RefusedApprovalTest {
    @TempDir Path folder;
    private Workshop shop;
    private Path scripts;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        scripts = Files.createDirectories(folder.resolve("migrations"));
        script("V1__a.sql", "create table a (x int); insert into a values (1), (2);");
        script("U1__a.sql", "drop table a;");
        script("V2__b.sql", "create table b (x int);");
        script("U2__b.sql", "drop table b;");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text);
    }

    /** Looks at a database from outside. */
    private interface Witness {
        /** What it holds; the same again if nothing was written, not even a row and back. */
        Object state() throws Exception;

        /** Puts another database of the same content where the first one was. */
        void replace() throws Exception;
    }

    /** Something refused, and the key of the reason. */
    private interface Refused {
        void run() throws Exception;
    }

    private void all(Target target, Witness witness) throws Exception {
        shop.run(target, shop.migrate(target));
        Target production = target.withEnvironment(Environment.PRODUCTION);
        Map<String, Refused> refused = new LinkedHashMap<>();
        refused.put("operation.confirm", () -> rollback(target, Workshop.given()));
        refused.put("operation.confirm.other", () -> rollback(target, Workshop.typed("other")));
        refused.put("operation.unarmed", () -> rollback(target, RefusedApprovalTest::unarmed));
        for (Map.Entry<String, Refused> each : refused.entrySet()) {
            nothing(witness, each.getKey(), each.getValue());
        }

        script("V3__c.sql", "create table c (x int);");
        nothing(witness, "operation.confirm", () -> migrate(production, Workshop.given()));

        Approval shown = approved(target);
        script("V3__c.sql", "create table c (x int, y int);");
        nothing(witness, "operation.changed", () -> migrate(target, shown::stillFor));
        assertThat(shop.audit.list())
                .anySatisfy(e -> assertThat(e.toString()).contains("approved, in V3__c.sql"));

        Files.delete(scripts.resolve("U1__a.sql"));
        nothing(
                witness,
                "rollback.no-undo",
                () -> rollback(target, Workshop.typed(target.databaseName())));

        Approval before = approved(target);
        witness.replace();
        nothing(witness, "operation.another", () -> migrate(target, before::stillFor));
        assertThat(shop.audit.list())
                .filteredOn(e -> e.event().equals("refused"))
                .as("each refusal is in the audit")
                .hasSize(7);
    }

    private static Approval unarmed(Plan plan) {
        Instant now = Instant.now();
        Armed expired = Armed.from(plan.target(), now.minus(Armed.TIME).minusSeconds(1));
        return Approval.of(plan, new Consent.Typed(plan.target().databaseName()), expired, now);
    }

    private Approval approved(Target target) {
        return Workshop.typed(target.databaseName())
                .approve(shop.runner.plan(target, shop.migrate(target)));
    }

    private void rollback(Target target, Approver approver) {
        shop.runner.run(target, shop.rollback(target, "0"), approver, Workshop.manner());
    }

    private void migrate(Target target, Approver approver) {
        shop.runner.run(target, shop.migrate(target), approver, Workshop.manner());
    }

    private static void nothing(Witness witness, String key, Refused refused) throws Exception {
        Object before = witness.state();
        assertThatThrownBy(refused::run)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> {
                            assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED);
                            assertThat(e.problem().key()).isEqualTo(key);
                        });
        assertThat(witness.state()).as(key).isEqualTo(before);
    }

    @Test
    void aServerHearsNothingThatWrites() throws Exception {
        try (PostgresServer server =
                PostgresServers.start(
                        PostgresServers.USUAL,
                        "logging_collector = on",
                        "log_directory = heard",
                        "log_filename = all.log",
                        "log_statement = all",
                        "log_line_prefix = %a~",
                        "autovacuum = off")) {
            String database = server.freshDatabase();
            Target target = server.target(database).withFolders(new Folders(scripts, null, null));
            Listener listener = new Listener(server, database);
            all(target, listener);
            assertThat(listener.heard)
                    .as("statements of Belay's while refused")
                    .hasSizeGreaterThan(50);
        }
    }

    /** Hears what the server was asked since the last time it listened. */
    private static final class Listener implements Witness {
        private static final Pattern ASKED =
                Pattern.compile("(?s)belay/([^~]*)~LOG:  (?:statement|execute [^:]*): (.*)");
        private static final String READS =
                "(?is)(select|with|show|set|begin|commit|rollback)\\b.*";
        private static final String WRITES =
                "(?is).*\\b(insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from|merge\\s+into|truncate"
                    + "|(create|alter|drop)\\s+(table|view|index|schema|database))\\b.*";

        private final PostgresServer server;
        private final String database;
        private final List<String> heard = new ArrayList<>();
        private boolean refusing;
        private int read;

        Listener(PostgresServer server, String database) {
            this.server = server;
            this.database = database;
        }

        /** The number the next transaction that writes would have; reading takes none. */
        @Override
        public Object state() throws Exception {
            if (refusing) {
                listen();
            }
            refusing = !refusing;
            try (Connection connection = server.admin("postgres");
                    Statement statement = connection.createStatement();
                    var row =
                            statement.executeQuery(
                                    "select pg_snapshot_xmax(pg_current_snapshot())::text")) {
                row.next();
                String next = row.getString(1);
                read = log().size();
                return next;
            }
        }

        /** Each entry with the lines that belong to it, which begin with a tab. */
        private List<String> log() throws IOException {
            String text =
                    Files.readString(
                            server.data().resolve("heard/all.log"), StandardCharsets.UTF_8);
            return List.of(text.split("\n(?!\t)"));
        }

        private void listen() throws IOException {
            List<String> all = log();
            for (String entry : all.subList(read, all.size())) {
                Matcher asked = ASKED.matcher(entry);
                if (asked.matches()) {
                    String sql = asked.group(2).replaceAll("(?m)--.*$", "").strip();
                    assertThat(sql).as(entry).matches(READS).doesNotMatch(WRITES);
                    assertThat(asked.group(1)).as(entry).isNotEqualTo("work");
                    heard.add(sql);
                }
            }
        }

        @Override
        public void replace() {
            server.run(
                    "postgres",
                    "create database copied template " + database,
                    "drop database " + database,
                    "alter database copied rename to " + database);
        }
    }

    @Test
    void aFileStaysAsItIsToTheLastByte() throws Exception {
        Path file = Files.createDirectory(folder.resolve("shop")).resolve("shop.db");
        Target target =
                Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file))
                        .withFolders(new Folders(scripts, null, null));
        shop.run(target, shop.migrate(target));
        try (Bystander bystander = new Bystander(file)) {
            all(target, bystander);
        }
    }

    /** Another reader of the file, to whom SQLite tells of every commit of others. */
    private static final class Bystander implements Witness, AutoCloseable {
        private final Path file;
        private Connection connection;

        Bystander(Path file) throws SQLException {
            this.file = file;
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        }

        @Override
        public Object state() throws Exception {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery("pragma data_version");
                    Stream<Path> beside = Files.list(file.getParent())) {
                return List.of(
                        row.getInt(1),
                        sha256(),
                        beside.map(f -> f.getFileName().toString()).sorted().toList());
            }
        }

        /** By a process of its own: closing the file here would drop SQLite's locks. */
        private String sha256() throws Exception {
            Process process = new ProcessBuilder("sha256sum", file.toString()).start();
            String told =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return told;
        }

        @Override
        public void replace() throws Exception {
            connection.close();
            Path copy = file.resolveSibling("copy.db");
            Files.copy(file, copy);
            Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
