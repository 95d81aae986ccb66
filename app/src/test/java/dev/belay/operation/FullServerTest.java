package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.ContentHash;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** A small archive of a stranger that unfolds to more than a server's disk has room for. */
class FullServerTest {
    private static final String SPACE = "belay_small";

    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        disk = new SmallDisk(small, "48m");
        for (Path above = small; above.startsWith(folder); above = above.getParent()) {
            Files.setOwner(above, Files.getOwner(server.data()));
        }
        shop = new Workshop(Files.createDirectory(folder.resolve("home")));
        server.run("postgres", "create tablespace " + SPACE + " location '" + small + "'");
        target =
                server.target(server.freshDatabase())
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    @AfterEach
    void unmount() throws Exception {
        shop.close();
        server.run(
                "postgres",
                "drop database if exists \"" + target.databaseName() + '"',
                "drop tablespace " + SPACE);
        disk.close();
    }

    /** 64 MB of one letter in 1 MB of archive, away from any manifest. */
    private Path bomb() throws Exception {
        String name = target.databaseName();
        server.run(
                name,
                "create table bomb (t text)",
                "alter table bomb alter t set storage external",
                "insert into bomb select repeat('x', 1000000) from generate_series(1, 64)");
        Path own =
                shop.archive
                        .copies()
                        .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                        .stored()
                        .file();
        assertThat(Files.size(own)).isLessThan(1 << 20);
        server.run(
                name,
                "drop table bomb",
                "create table shop (x int)",
                "insert into shop select generate_series(1, 100)");
        return Files.copy(own, folder.resolve("foreign.dump"));
    }

    private SortedMap<String, String> content() throws Exception {
        try (Connection connection = server.admin(target.databaseName())) {
            return ContentHash.of(connection, "none");
        }
    }

    private Problem restored(Path from) {
        Map<String, String> trusted =
                Map.of("from", from.toString(), "trust-origin", "", "accept-old-tool", "");
        Outcome<Restored> outcome =
                shop.run(target, shop.restore(target, trusted, new NoCopies(), Opening.NONE));
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return outcome.problem();
    }

    private List<String> scratch() {
        return server.texts(
                "postgres", "select datname from pg_database where datname like 'belay_scratch_%'");
    }

    @Test
    void whatDoesNotFitEndsWithTheSpaceNamedAndTheTargetUntouched() throws Exception {
        Path bomb = bomb();
        server.run(
                "postgres",
                "alter database \"" + target.databaseName() + "\" set tablespace " + SPACE);
        SortedMap<String, String> before = content();
        Problem problem = restored(bomb);
        assertThat(problem.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(problem.key()).isIn("restore.full-server", "restore.room-low");
        assertThat(problem.line()).containsPattern("No space left on device| [kM]B free");
        assertThat(problem.next()).contains("The target is as it was");
        assertThat(scratch()).isEmpty();
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aFillingEndsBeforeTheDiskIsFull() throws Exception {
        ServerRoom room = new ServerRoom(folder.resolve("small"));
        long kept = room.kept();
        assertThat(kept).isBetween(1L, room.free() / 2);
        Stop stop = new Stop();
        List<String> ended = new ArrayList<>();
        try (Attending inner = Attending.evenly(Phase.EXECUTING, Progress.NONE, stop)) {
            RoomWatch watch = new RoomWatch(target, inner, room, kept);
            watch.whenGone(() -> ended.add("ended"));
            watch.at("filling", OptionalDouble.empty());
            assertThat(watch.gone()).isFalse();
            disk.leave(kept - 8192);
            watch.at("filling", OptionalDouble.empty());
            watch.at("filling", OptionalDouble.empty());
            assertThat(watch.gone()).isTrue();
            assertThat(ended).containsExactly("ended");
            Problem told =
                    watch.told(
                                    Problem.of("restore.ended", "shop", ExitCode.CANCELLED)
                                            .asException())
                            .problem();
            assertThat(told.key()).isEqualTo("restore.room-low");
            assertThat(told.line()).contains(room.folder().toString()).contains("free");
        }
        disk.free();
    }
}
