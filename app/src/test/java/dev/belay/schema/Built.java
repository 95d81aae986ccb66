package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.ScriptFailure;
import dev.belay.target.Engine;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A live database and the folder of its migrations, both real. */
final class Built {
    static final Sessions SESSIONS =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> null,
                    Forwarding.NONE);

    final Histories histories = new Histories();
    final Path folder;
    final Target target;

    Built(Target target, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.target = target.withFolders(new Folders(folder, null, null));
    }

    /** Takes the demo's scripts over. */
    Built demo() throws IOException {
        Path scripts = Path.of("../migrations/demo").resolve(target.engine().id());
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return this;
    }

    Built write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    Built migrate(String to) throws ConnectException, ScriptFailure {
        try (var source = SESSIONS.source(target, Purpose.WORK)) {
            new FlywayRun(target, source)
                    .migrate(
                            to,
                            new FlywayRun.Listener() {
                                @Override
                                public void before(FlywayRun.Running m, Connection c) {}

                                @Override
                                public void after(FlywayRun.Running m, Connection c) {}
                            });
        }
        return this;
    }

    Built run(String... statements) throws ConnectException, SQLException {
        try (var source = SESSIONS.source(target, Purpose.WORK);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    Drift.Found drift() throws SQLException, ConnectException {
        return drift(target, false);
    }

    Drift.Found drift(Target as, boolean onProduction) throws SQLException, ConnectException {
        try (Session session = SESSIONS.open(as, Purpose.ASK)) {
            return new Drift(SESSIONS, histories, onProduction).of(as, session);
        }
    }

    Drift.Built built() throws SQLException, ConnectException {
        try (Session session = SESSIONS.open(target, Purpose.ASK)) {
            return new Drift(SESSIONS, histories, false).versionBuilt(target, session);
        }
    }
}
