package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Activity;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.testing.Churn;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Kills of sessions that were seen a moment ago and that most likely have gone since. */
class KillInChurnTest {
    private static final Duration LONG = Duration.ofSeconds(5);

    @TempDir Path folder;
    private final Random random = new Random(7);
    private int hit;
    private int left;

    @Test
    void whoIsGoneIsToldAsGoneAndNobodyElseIsHit() throws Exception {
        PostgresServer server = PostgresServers.usual();
        try (Workshop shop = new Workshop(Files.createDirectories(folder.resolve("home")));
                Blockade blockade = new Blockade(server, shop);
                Churn churn = new Churn(server, blockade.database, 4)) {
            long until = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < until) {
                List<Activity> seen = blockade.all();
                if (!seen.isEmpty()) {
                    Activity one = seen.get(random.nextInt(seen.size()));
                    Thread.sleep(random.nextInt(30));
                    Victim.of(one).ifPresent(victim -> kill(shop, blockade, victim));
                }
            }
            assertThat(churn.gone()).isGreaterThan(20);
        }
        System.out.printf("%d sessions ended, %d had gone or gone on%n", hit, left);
        assertThat(left).isPositive();
    }

    private void kill(Workshop shop, Blockade blockade, Victim victim) {
        Kill kill = new Kill(blockade.target(), Victims.terminate(List.of(victim)));
        Problem problem = problem(shop, blockade, kill);
        if (problem == null) {
            hit++;
            assertThat(kill.result().orElseThrow().gone()).containsExactly(victim.pid());
        } else {
            left++;
            assertThat(problem.exit()).as(problem.line()).isEqualTo(ExitCode.REFUSED);
            assertThat(kill.result()).isEmpty();
        }
    }

    private static @Nullable Problem problem(Workshop shop, Blockade blockade, Kill kill) {
        try {
            return shop.run(blockade.target(), kill).problem();
        } catch (BelayException e) {
            return e.problem();
        }
    }
}
