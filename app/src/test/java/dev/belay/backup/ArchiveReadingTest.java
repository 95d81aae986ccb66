package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.db.Forwarding;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.store.Home;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How an archive is read back, by the machine's own pg_restore. */
class ArchiveReadingTest {
    private static final PostgresServer SERVER = PostgresServers.usual();

    @TempDir Path folder;
    private Target target;
    private PgTools pg;
    private Path archive;

    @BeforeEach
    void anArchive() {
        Tools tools = Tools.ofMachine();
        assumeTrue(
                PgTools.find(tools, SERVER.major()).tools().isPresent(),
                "no pg_dump and pg_restore for PostgreSQL " + SERVER.major() + " on this machine");
        pg = PgTools.find(tools, SERVER.major()).tools().orElseThrow();
        String database = SERVER.freshDatabase();
        SERVER.run(database, "create table a as select generate_series(1, 7) i");
        target = SERVER.target(database);
        Copies copies =
                new Copies(
                        new Sessions(
                                e -> new PostgresqlDialect(), t -> Secret.of(""), Forwarding.NONE),
                        OnlineCopy::copy,
                        tools,
                        () -> new Home(folder.resolve("home"), folder.resolve("logs")),
                        Clock.systemUTC());
        archive = copies.take(target, "rollback", "", new Waiting(false));
    }

    @Test
    void whateverFormItIsReadInStandsBehind() throws Exception {
        Path asked = folder.resolve("asked");
        Path behind = folder.resolve("behind");
        Files.writeString(behind, "#!/bin/sh\necho x >> '" + asked + "'\nexec \"$@\"\n");
        Files.setPosixFilePermissions(behind, PosixFilePermissions.fromString("rwx------"));
        ArchiveReading reading =
                new ArchiveReading(target, pg, new Waiting(false), List.of(behind.toString()));

        assertThat(reading.rows(archive, Opening.NONE)).isEqualTo(Map.of("public.a", 7L));
        assertThat(asked).hasContent("x");
        try (InputStream content = Files.newInputStream(archive)) {
            assertThat(reading.rows(content)).isEqualTo(Map.of("public.a", 7L));
        }
        assertThat(asked).hasContent("x\nx");
    }

    @Test
    void whatEndsAReadingUnexpectedlyIsTold() throws Exception {
        Attendant broken =
                new Attendant() {
                    @Override
                    public void at(String what, OptionalDouble share) {}

                    @Override
                    public boolean gone() {
                        return false;
                    }

                    @Override
                    public void whenGone(Runnable then) {
                        throw new IllegalStateException("unexpected");
                    }
                };

        try (ReadBack back = new ReadBack(archive, new ArchiveReading(target, pg, broken))) {
            assertThatThrownBy(back::rows)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("unexpected");
        }
    }
}
