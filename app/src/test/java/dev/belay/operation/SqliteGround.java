package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A SQLite file in a journal mode. */
final class SqliteGround implements Ground {
    private static final List<String> PARTS = List.of("", "-journal", "-wal");

    private final Path folder;
    private final Path file;

    SqliteGround(Path folder, String journal) throws SQLException {
        this.folder = folder;
        this.file = folder.resolve("shop.db");
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = " + journal);
            statement.execute("create table x (a int)");
            statement.execute("drop table x");
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public Target target() {
        return at(file);
    }

    private static Target at(Path file) {
        return Target.of("shop", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }

    @Override
    public String url() {
        return "sqlite:" + file;
    }

    @Override
    public void keep(String name) throws IOException {
        Files.deleteIfExists(part(folder.resolve(name), "-journal"));
        copy(file, folder.resolve(name));
    }

    @Override
    public void bring(String name) throws IOException {
        Files.deleteIfExists(part(file, "-shm"));
        copy(folder.resolve(name), file);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String part : PARTS) {
            Files.deleteIfExists(part(to, part));
            if (Files.exists(part(from, part))) {
                Files.copy(part(from, part), part(to, part), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path part(Path file, String part) {
        return file.resolveSibling(file.getFileName() + part);
    }

    @Override
    public void quiet() {}

    /** Of a copy of the file and its journals, so that what is half-done stays so for Belay. */
    @Override
    public Standing standing(Workshop workshop) throws Exception {
        Path copy = folder.resolve("copied.db");
        copy(file, copy);
        Files.deleteIfExists(part(copy, "-shm"));
        try (Connection connection = open(copy);
                Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from sqlite_schema");
        }
        try (Session session = workshop.ask(at(copy))) {
            return Standing.of(session);
        }
    }
}
