package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.KillRounds;
import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that is full before an operation, or fills at one of its steps. */
class FullDiskTest {
    @TempDir Path folder;
    private Path home;
    private Path small;
    private Path scripts;

    @BeforeEach
    void open() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        small = Files.createDirectories(folder.resolve("small"));
        scripts =
                new KillScripts(dev.belay.target.Engine.SQLITE)
                        .migrations(folder.resolve("migrations"), KillScripts.ALL);
    }

    private Target at(Ground ground) {
        return ground.target().withFolders(new Folders(scripts, null, null));
    }

    /** Fills the disk at one step of the work. */
    private record Filling(SmallDisk disk, int step, AtomicInteger steps) implements Progress {
        @Override
        public void at(Phase phase, String what, OptionalDouble share, Optional<Duration> left) {
            if (steps.incrementAndGet() == step) {
                disk.fill();
            }
        }
    }

    private static Outcome<?> filling(
            Workshop shop, Target target, Operation<?> operation, SmallDisk disk, int step) {
        Filling filling = new Filling(disk, step, new AtomicInteger());
        return shop.runner.run(
                target,
                operation,
                Workshop.typed(target.databaseName()),
                new Runner.Manner(filling, new Stop(), Duration.ZERO));
    }

    @Test
    void withoutRoomForTheJournalNothingIsBegun() throws Exception {
        Ground ground = new SqliteGround(Files.createDirectory(folder.resolve("g")), "delete");
        try (SmallDisk disk = new SmallDisk(small, "8m")) {
            try (Workshop shop = new Workshop(small)) {
                Standing before = ground.standing(shop);
                shop.store.read(h -> h.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
                disk.fill();
                Problem problem =
                        catchThrowableOfType(
                                        BelayException.class,
                                        () -> shop.run(at(ground), shop.migrate(at(ground))))
                                .problem();
                assertThat(problem.key()).isEqualTo("store.full");
                assertThat(problem.line()).contains(small.toString()).contains("free)");
                disk.free();
                assertThat(ground.standing(shop)).isEqualTo(before);
                assertThat(shop.recovery().open()).isEmpty();
                assertThat(shop.audit.verify().intact()).isTrue();
                assertThat(shop.run(at(ground), shop.migrate(at(ground))))
                        .isInstanceOf(Outcome.Done.class);
            }
            disk.fill();
            KillRounds.Result told =
                    new KillRounds(small.resolve("other"))
                            .run("migrate", "-t", ground.url(), "--migrations", scripts.toString());
            assertThat(told.exit()).isNotZero();
            assertThat(told.error()).contains("full").doesNotContain("\tat ");
        }
    }

    @Test
    void aStoreThatFillsAtAnyStepHidesNothingThatWasDone() throws Exception {
        Ground ground = new SqliteGround(Files.createDirectory(folder.resolve("g")), "wal");
        int failed = 0;
        try (SmallDisk disk = new SmallDisk(small, "8m");
                Workshop other = new Workshop(home);
                Workshop shop = new Workshop(small)) {
            ground.keep("empty");
            for (int step = 1; step < 20; step += 3) {
                ground.bring("empty");
                shop.store.read(h -> h.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
                Outcome<?> outcome =
                        filling(shop, at(ground), shop.migrate(at(ground)), disk, step);
                disk.free();
                if (outcome instanceof Outcome.Failed<?>(Problem problem, _)) {
                    failed++;
                    assertThat(problem.key()).startsWith("operation.unwritten.");
                    assertThat(problem.line())
                            .contains(small.toString())
                            .containsPattern("full|No space left");
                    boolean all =
                            other.runner.plan(at(ground), other.migrate(at(ground))).nothing();
                    assertThat(problem.key().endsWith(".done")).isEqualTo(all);
                }
                assertThat(shop.audit.verify().intact()).isTrue();
                assertThat(other.run(at(ground), other.migrate(at(ground))))
                        .isInstanceOf(Outcome.Done.class);
            }
        }
        assertThat(failed).isPositive();
    }

    @Test
    void aTargetWhoseDiskFillsAtAnyStepComesToTheSameEndWithRoom() throws Exception {
        int failed = 0;
        try (SmallDisk disk = new SmallDisk(small, "8m");
                Workshop shop = new Workshop(home)) {
            Ground ground = new SqliteGround(small, "delete");
            Target target = at(ground);
            ground.keep("first");
            assertThat(shop.run(target, shop.migrate(target))).isInstanceOf(Outcome.Done.class);
            Standing whole = ground.standing(shop);
            for (int step = 2; step < 20; step += 4) {
                ground.bring("first");
                Outcome<?> outcome = filling(shop, target, shop.migrate(target), disk, step);
                disk.free();
                if (outcome instanceof Outcome.Failed<?>(Problem problem, _)) {
                    failed++;
                    assertThat(problem.key()).isEqualTo("operation.full");
                    assertThat(problem.line()).contains(small.toString()).contains("free");
                }
                assertThat(shop.run(target, shop.migrate(target))).isInstanceOf(Outcome.Done.class);
                assertThat(ground.standing(shop)).isEqualTo(whole);
                assertThat(shop.audit.verify().intact()).isTrue();
            }
        }
        assertThat(failed).isPositive();
    }
}
