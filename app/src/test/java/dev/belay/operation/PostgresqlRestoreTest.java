package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Attendant;
import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
        Restore restore =
                shop.restores()
                        .of(
                                target,
                                new Request("restore", arguments, false),
                                new NoCopies(),
                                Opening.NONE);
        return shop.run(target, restore);
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

    private List<String> texts(String database, String sql) throws SQLException {
        try (Connection connection = server.admin(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private List<String> left() throws SQLException {
        return texts(
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
        assertThat(texts(name, "select count(*) from a")).containsExactly("500");
        assertThat(texts(restored.keptAs(), "select count(*) from a")).containsExactly("501");
        assertThat(left()).isEmpty();

        Restored back = done(restore(Map.of("undo", "")));

        assertThat(texts(name, "select count(*) from a")).containsExactly("501");
        assertThat(texts(back.keptAs(), "select count(*) from a")).containsExactly("500");
        assertThat(texts(name, "select count(*) from b")).containsExactly("0");

        done(restore(Map.of("undo", "")));
        assertThat(texts(name, "select count(*) from a")).containsExactly("500");
    }
}
