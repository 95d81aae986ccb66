package dev.belay.ui.backups;

import dev.belay.Wiring;
import dev.belay.backup.Archive;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.operation.Changes;
import dev.belay.operation.Request;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.Bench;
import dev.belay.testing.Manifests;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A SQLite shop with a store, and backups of it that were really taken. */
final class Shelf implements AutoCloseable {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private final Bench bench;
    final Wiring wiring;
    final Changes changes;
    final Target target;

    Shelf(Path home) throws SQLException {
        bench = new Bench(home);
        changes = bench.changes;
        wiring = bench.wiring;
        Path file = home.resolve("webshop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String table : "orders order_items customers invoices products".split(" ")) {
                statement.executeUpdate("create table " + table + " (id integer primary key, x)");
                insert(statement, table, 300 * table.length());
            }
        }
        target =
                wiring.targets()
                        .add(
                                Target.of(
                                        "webshop",
                                        Engine.SQLITE,
                                        Environment.STAGING,
                                        new Address.File(file)));
    }

    /** Rows more, as an application would write them. */
    void insert(String table, int count) throws SQLException {
        Address.File file = (Address.File) target.address();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.path());
                Statement statement = connection.createStatement()) {
            insert(statement, table, count);
        }
    }

    private static void insert(Statement statement, String table, int count) throws SQLException {
        statement.executeUpdate(
                "insert into "
                        + table
                        + " (x) with recursive n(i) as (select 1 union all select i + 1 from n"
                        + " where i < "
                        + count
                        + ") select 'row ' || i from n");
    }

    Archive archive() {
        return wiring.archive();
    }

    /** Takes a backup at once, as the command does. */
    Stored backUp() {
        return ((Taken) bench.run(target, Request.of("backup"))).stored();
    }

    /**
     * The same file once more, as it would stand there had it been taken before.
     *
     * @param share of the bytes it would have had
     */
    void older(Stored real, Instant taken, double share, @Nullable Duration restored)
            throws IOException {
        String id = ID.format(taken);
        String name = real.manifest().file().replace(real.id(), id);
        Path file = real.file().resolveSibling(name);
        Files.copy(real.file(), file);
        String manifest =
                Files.readString(real.manifestFile())
                        .replace(real.manifest().takenAt().toString(), taken.toString())
                        .replace(real.id(), id)
                        .replace(
                                "\"bytes\":" + real.manifest().bytes(),
                                "\"bytes\":" + (long) (2_100_000_000L * share));
        Files.writeString(file.resolveSibling(name + ".json"), Manifests.unchecked(manifest));
        if (restored != null) {
            Files.writeString(
                    file.resolveSibling(name + ".proof.json"),
                    "{\"provenAt\":\"%s\",\"restoreMs\":%d,\"rows\":9600,\"where\":\"a scratch file\"}"
                            .formatted(taken.plusSeconds(60), restored.toMillis()));
        }
    }

    void failed(Instant began, String reason) {
        archive()
                .runs()
                .add(
                        new Run(
                                "99",
                                target.name(),
                                target.place(),
                                "",
                                began,
                                Duration.ofSeconds(31),
                                Run.Result.FAILED,
                                null,
                                null,
                                2_100_000_000L,
                                reason));
    }

    /** Two weeks as they are: most proven, one small, one failed, one day without. */
    void fill(Stored real) throws IOException {
        Instant now = Instant.now();
        for (int day = 1; day <= 13; day++) {
            Instant at = now.minus(Duration.ofDays(day)).minusSeconds(day * 7L);
            if (day == 9) {
                continue;
            }
            if (day == 8) {
                failed(at, "the disk of /srv/backups is full (12 MB free)");
            } else {
                older(
                        real,
                        at,
                        day == 5 ? 0.18 : 1 - day * 0.008,
                        day == 3 || day == 5 ? null : Duration.ofSeconds(220 - day * 2));
            }
        }
        older(real, now.minusSeconds(780), 1, Duration.ofSeconds(220));
        Files.delete(real.manifestFile());
        Files.delete(real.file());
    }

    @Override
    public void close() {
        bench.close();
    }
}
