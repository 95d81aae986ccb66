package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** When it is looked, and how long it is told; time goes by hand. */
class InterruptionsTest {
    @TempDir Path folder;
    private final List<List<Interrupted>> heard = new ArrayList<>();
    private final ByHand clock = new ByHand();
    private Interruptions.Reach reach = Interruptions.Reach.YES;
    private Workshop shop;
    private Interruptions interruptions;
    private Target target;

    private static final class ByHand extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        Path scripts = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int);");
        target =
                Target.of(
                                "shop",
                                Engine.SQLITE,
                                Environment.PRODUCTION,
                                new Address.File(folder.resolve("shop.db")))
                        .withFolders(new Folders(scripts, null, null));
        interruptions = new Interruptions(shop::recovery, t -> reach, clock);
        interruptions.subscribe(heard::add);
    }

    @AfterEach
    void close() {
        interruptions.close();
        shop.close();
    }

    private String killed(Target of, Plan plan) {
        String id = UUID.randomUUID().toString();
        Operator own = Operator.ofProcess();
        shop.journal.begin(
                id, plan, new Operator("ana", own.host(), own.pid(), own.began().minusSeconds(9)));
        return id;
    }

    private String killed() {
        return killed(target, shop.runner.plan(target, shop.migrate(target)));
    }

    @Test
    void whatWasDoneThereSinceEndsWhatIsTold() {
        killed();
        interruptions.round();
        assertThat(interruptions.told())
                .singleElement()
                .satisfies(one -> assertThat(one.found().state()).isEqualTo(Found.State.BEFORE));
        interruptions.round();
        assertThat(interruptions.told().getFirst().at()).isNotNull();
        OperationContract.done(shop.run(target, shop.migrate(target)));
        interruptions.round();
        assertThat(interruptions.told()).isEmpty();
    }

    /** An operation on a server that nobody answers for. */
    private String killedFarAway() {
        Target far =
                Target.of(
                        "far",
                        Engine.POSTGRESQL,
                        Environment.PRODUCTION,
                        new Address.Server("127.0.0.1", 1, "shop", "belay", Tls.DEFAULT, null));
        Plan near = shop.runner.plan(target, shop.migrate(target));
        return killed(
                far,
                new Plan(
                        near.operation(),
                        near.arguments(),
                        far,
                        near.seen(),
                        near.aim(),
                        near.basis(),
                        near.parts(),
                        near.findings(),
                        near.blockers(),
                        near.safety()));
    }

    private List<String> told() {
        return interruptions.told().stream().map(i -> i.entry().id()).toList();
    }

    @Test
    void itIsToldUntilItIsAcknowledgedAndOnlyWhatIsNewIsNews() {
        String id = killed();
        interruptions.round();
        interruptions.round();
        assertThat(told()).containsExactly(id);
        assertThat(heard).hasSize(1);
        assertThat(interruptions.told().getFirst().found().state()).isEqualTo(Found.State.BEFORE);
        interruptions.acknowledge(interruptions.told().getFirst());
        assertThat(told()).isEmpty();
        interruptions.round();
        assertThat(told()).isEmpty();
        assertThat(heard).hasSize(2);
    }

    @Test
    void anotherConsolesAcknowledgementIsHeardOf() {
        killed();
        interruptions.round();
        Interrupted read = interruptions.told().getFirst();
        shop.recovery().acknowledge(read.entry(), Operator.ofProcess());
        interruptions.round();
        assertThat(told()).isEmpty();
    }

    @Test
    void theNewestStandsFirst() {
        String first = killed();
        String second = killed();
        shop.store.write(
                h ->
                        h.execute(
                                "update operation set begun_at = begun_at + 5 where id = ?",
                                second));
        interruptions.round();
        assertThat(told()).containsExactly(second, first);
    }

    @Test
    void aServerThatIsNotReachedIsNotAskedButToldOf() {
        String id = killedFarAway();
        reach = Interruptions.Reach.NO;
        interruptions.round();
        assertThat(told()).containsExactly(id);
        assertThat(sentence())
                .isEqualTo("how the database stands is looked for as soon as it is reached");
        reach = Interruptions.Reach.YES;
        interruptions.round();
        assertThat(sentence()).startsWith("how the database stands could not be found out");
        assertThat(shop.journal.isOpen(id)).isTrue();
    }

    private String sentence() {
        return interruptions.told().getFirst().found().sentence();
    }

    @Test
    void aFailedLookIsRepeatedAfterAWhileOrOnAWish() throws Exception {
        killed();
        Files.writeString(folder.resolve("shop.db"), "this is no database at all".repeat(40));
        interruptions.round();
        assertThat(interruptions.told().getFirst().found().established()).isFalse();
        Files.delete(folder.resolve("shop.db"));
        interruptions.round();
        assertThat(interruptions.told().getFirst().found().established()).isFalse();
        clock.now = clock.now.plus(Duration.ofSeconds(31));
        interruptions.round();
        assertThat(interruptions.told().getFirst().found().state()).isEqualTo(Found.State.BEFORE);
    }

    @Test
    void whatIsPutAwayBeforeItIsKnownIsToldAgainWhenItIs() throws Exception {
        String id = killed();
        Files.writeString(folder.resolve("shop.db"), "this is no database at all".repeat(40));
        interruptions.round();
        interruptions.acknowledge(interruptions.told().getFirst());
        interruptions.round();
        assertThat(told()).isEmpty();
        Files.delete(folder.resolve("shop.db"));
        clock.now = clock.now.plus(Duration.ofSeconds(31));
        interruptions.round();
        assertThat(told()).containsExactly(id);
    }
}
