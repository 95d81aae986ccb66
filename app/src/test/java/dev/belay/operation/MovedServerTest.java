package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backups;
import dev.belay.backup.Opening;
import dev.belay.backup.Others;
import dev.belay.backup.Stored;
import dev.belay.backup.Wish;
import dev.belay.target.Address;
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
import java.util.Map;

/** Backups of a database whose server has another address since, and its target another name. */
class MovedServerTest {
    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Workshop shop;
    private Target before;
    private Target now;
    private Stored stored;

    @BeforeEach
    void backedUp() {
        shop = new Workshop(folder.resolve("home"));
        before = at(server.target(server.freshDatabase()));
        server.run(before.databaseName(), "create table a as select 1 x");
        stored = backUp(before);
        Address.Server there = (Address.Server) before.address();
        Address.Server moved =
                new Address.Server(
                        "localhost",
                        there.port(),
                        there.database(),
                        there.user(),
                        there.tls(),
                        null);
        now = at(Target.of("moved", before.engine(), before.environment(), moved));
    }

    @AfterEach
    void closed() {
        shop.close();
    }

    private Target at(Target target) {
        return target.withFolders(new Folders(null, null, folder.resolve("backups")));
    }

    private Stored backUp(Target target) {
        return shop.archive
                .copies()
                .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                .stored();
    }

    private Restore restore(Target target, String from) {
        return shop.restores()
                .of(
                        target,
                        new Request("restore", Map.of("from", from), false),
                        new NoCopies(),
                        Opening.NONE);
    }

    @Test
    void whoIsAskedIsKnownAgainAndWhoIsNotIsNotGuessedAt() {
        Backups backups = shop.archive.backups();
        assertThat(backups.all(now)).isEmpty();
        assertThat(backups.others(now)).extracting(Others::database).contains(before.place());

        Plan plan = shop.runner.plan(now, restore(now, stored.id()));

        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.warnings())
                .anyMatch(w -> w.contains("when it stood at " + before.place()))
                .noneMatch(w -> w.contains("another database"));
        assertThat(backups.all(now)).containsExactly(stored);
    }

    @Test
    void aBackupThereAndARestoreInBetweenLeadBackToTheEarlierOnes() {
        assertThat(shop.run(before, restore(before, stored.id())).problem()).isNull();
        Stored second = backUp(now);

        assertThat(shop.archive.backups().all(now)).containsExactly(second, stored);
    }

    @Test
    void ofAnotherDatabaseThatStoodInThePlaceTheRestoreWarns() {
        String name = before.databaseName();
        server.run("postgres", "drop database " + name, "create database " + name);

        assertThat(shop.runner.plan(before, restore(before, stored.id())).warnings())
                .anyMatch(w -> w.contains("another database that stood in this place"));
    }
}
