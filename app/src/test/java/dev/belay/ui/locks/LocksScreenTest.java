package dev.belay.ui.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.activity.LockTree;
import dev.belay.db.Metric;
import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.session.SessionPages;

import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.time.Duration;

class LocksScreenTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private final FxRobot robot = new FxRobot();
    private final PostgresServer server = PostgresServers.usual();
    private final String database = server.freshDatabase();
    private final SessionPages pages = new SessionPages(server.target(database));

    @AfterEach
    void close() {
        pages.close();
        assertThat(pages.warnings()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private FastTable<LockRow> table() {
        return robot.lookup(".locks-table").queryAs(FastTable.class);
    }

    private int rows() {
        return Toolkit.onFx(() -> table().rows().size());
    }

    private String chosen() {
        return Toolkit.onFx(() -> table().chosen().party().who().toString());
    }

    @Test
    void fiftySessionsAreReadAtAGlance() throws Exception {
        try (LockQueue queue =
                new LockQueue(server, database).fill(42, Duration.ofMillis(240))) {
            pages.open("locks");
            await().atMost(LONG).until(() -> rows() == 48);
            await().atMost(LONG).until(() -> longest().compareTo(Duration.ofSeconds(13)) > 0);
            String root = Integer.toString(queue.pid("billing-worker"));
            assertThat(pages.texts())
                    .contains("pid " + root + ", idle in transaction for ")
                    .contains("in billing-worker, blocks 45 sessions on orders.")
                    .contains("46 wait", "behind 2 roots", "sessions in all");
            assertThat(chosen()).isEqualTo(root);
            Toolkit.settle();
            pages.pictures("locks");
        }
    }

    private Duration longest() {
        LockTree tree = pages.watch.view().inside().locks().value();
        return tree.longest().orElse(Duration.ZERO);
    }
}
