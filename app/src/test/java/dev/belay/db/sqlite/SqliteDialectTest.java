package dev.belay.db.sqlite;

import dev.belay.db.Dialect;
import dev.belay.db.DialectContract;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

class SqliteDialectTest extends DialectContract {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    @TempDir Path folder;
    private final SqliteDialect dialect = new SqliteDialect();

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    static Target at(Path path) {
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(path));
    }

    @Override
    protected Target fresh() {
        return named("test" + COUNTER.incrementAndGet() + ".db");
    }

    @Override
    protected Target named(String name) {
        Path path = folder.resolve(name);
        try {
            // An empty file is an empty database.
            Files.createFile(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return at(path);
    }

    @Override
    protected Target missing() {
        return at(folder.resolve("missing.db"));
    }

    @Override
    protected Connection owner(Target target) throws SQLException {
        return new SQLiteConfig()
                .createConnection("jdbc:sqlite:" + SqliteDialect.file(target).uri());
    }

    @Override
    protected String endless() {
        return "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n)"
                + " SELECT max(x) FROM n";
    }
}
