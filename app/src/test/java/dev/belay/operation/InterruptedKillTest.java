package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Claim;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What is found out, after a crash, of sessions that were to be killed. */
class InterruptedKillTest {
    private static final String UPDATE = "update orders set n = n + 1 where id = 1";

    @TempDir Path folder;
    private final PostgresServer server = PostgresServers.usual();
    private Workshop shop;
    private Blockade blockade;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        blockade = new Blockade(server, shop);
    }

    @AfterEach
    void close() throws Exception {
        blockade.close();
        shop.close();
    }

    /** The end of these is begun by a process that is gone. */
    private void begun(Victim... victims) {
        Kill kill = new Kill(blockade.target(), Victims.terminate(List.of(victims)));
        String id = UUID.randomUUID().toString();
        Plan plan = shop.runner.plan(blockade.target(), kill);
        Operator own = Operator.ofProcess();
        Operator gone = new Operator("ana", own.host(), own.pid(), own.began().minusSeconds(60));
        shop.journal.begin(id, plan, gone);
        shop.audit.add(id, plan, gone, AuditEvent.BEGUN, "typed " + Instant.now(), "");
        shop.journal.reached(id, Phase.EXECUTING, "");
    }

    private Found found(Victim... victims) {
        begun(victims);
        List<Interrupted> looked = shop.recovery().look(t -> true);
        assertThat(looked).hasSize(1);
        return looked.getFirst().found();
    }

    @Test
    void itIsToldWhetherTheSessionsAreThere() throws Exception {
        Connection one = blockade.idle("one", UPDATE);
        Connection two = blockade.idle("two", "update orders set n = 1 where id = 2");
        Victim first = blockade.victim("one");
        Victim second = blockade.victim("two");
        Found found = found(first, second);
        assertThat(found.state()).isEqualTo(Found.State.BEFORE);
        assertThat(found.sentence())
                .isEqualTo(
                        "pid %d, pid %d are there still, as when this was begun"
                                .formatted(first.pid(), second.pid()));
        one.close();
        assertThat(found(first, second).state()).isEqualTo(Found.State.PARTLY);
        two.close();
        Found gone = found(first);
        assertThat(gone.state()).isEqualTo(Found.State.DONE);
        assertThat(gone.sentence()).contains("is gone; whether this did it nobody can say");
    }

    /** It went beside that operation, and may be what was to set it free. */
    @Test
    void anotherOperationThatWorksThereDoesNotKeepItFromBeingFoundOut() throws Exception {
        blockade.idle("billing", UPDATE);
        Victim victim = blockade.victim("billing");
        blockade.idle("belay/work", "lock table orders in row exclusive mode");
        try (Claim claim = shop.sessions.claim(blockade.target(), "migrate by eva@ws-7 pid 12")) {
            assertThat(claim.take()).isTrue();
            Found found = found(victim);
            assertThat(found.state()).isEqualTo(Found.State.BEFORE);
            assertThat(found.sentence()).contains("there still");
            assertThat(claim.held()).isTrue();
        }
    }

    @Test
    void manyThatLookAtOnceTellItOnce() throws Exception {
        blockade.idle("billing", UPDATE);
        begun(blockade.victim("billing"));
        List<CompletableFuture<?>> all =
                Stream.generate(() -> shop.recovery())
                        .limit(4)
                        .<CompletableFuture<?>>map(
                                r -> CompletableFuture.runAsync(() -> r.look(t -> true)))
                        .toList();
        for (CompletableFuture<?> each : all) {
            each.get();
        }
        assertThat(shop.audit.list()).filteredOn(e -> e.event().equals("interrupted")).hasSize(1);
        assertThat(shop.recovery().unread()).hasSize(1);
    }
}
