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
        try (LockQueue queue = new LockQueue(server, database).fill(42, Duration.ofMillis(240))) {
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

    @Test
    void aWaitIsFrozenCopiedPlannedToEndAndEnds() throws Exception {
        try (LockQueue queue = new LockQueue(server, database).fill(2, Duration.ofMillis(20))) {
            int root = queue.pid("billing-worker");
            pages.open("locks");
            await().atMost(LONG).until(() -> rows() == 8);
            assertThat(chosen()).isEqualTo(Integer.toString(root));
            await().atMost(LONG).until(() -> pages.texts().contains("ROW EXCLUSIVE orders"));
            fast();
            foldedByKeys();
            planned(root);
            copied();
            robot.type(KeyCode.SPACE);
            Toolkit.settle();
            assertThat(pages.texts()).contains("Frozen at ");
            queue.end(root);
            await().atMost(LONG).until(() -> queue.waiting() <= 1);
            await().atMost(LONG).until(() -> waiting() <= 1);
            assertThat(rows()).as("what stands still").isEqualTo(8);
            pages.pictures("locks-frozen");
            robot.type(KeyCode.ESCAPE);
            await().atMost(LONG).until(() -> rows() == 2);
            assertThat(pages.texts())
                    .doesNotContain("Frozen at ")
                    .contains("gone since the last look");
            queue.end(queue.pid("stock-sync"));
            await().atMost(LONG).until(() -> rows() == 0);
            assertThat(pages.texts())
                    .contains("Nobody waits.", "The longest wait of the last hour was ");
            pages.pictures("locks-nobody");
        }
    }

    private void fast() {
        act("Look at locks four times a second, for ten minutes");
        await().atMost(LONG).until(() -> pages.texts().contains("Every 0.25 s, 10 min left"));
        act("Look at locks as often as usual");
        await().atMost(LONG).until(() -> !pages.texts().contains(" min left"));
    }

    private void act(String title) {
        Toolkit.runOnFx(
                () ->
                        pages.shell.screen().actions().stream()
                                .filter(a -> a.title().equals(title))
                                .forEach(a -> a.run().run()));
    }

    private void foldedByKeys() {
        robot.type(KeyCode.LEFT);
        Toolkit.settle();
        assertThat(rows()).as("folded").isEqualTo(3);
        robot.type(KeyCode.RIGHT);
        Toolkit.settle();
        assertThat(rows()).isEqualTo(8);
        String root = chosen();
        robot.type(KeyCode.DOWN);
        Toolkit.settle();
        assertThat(chosen()).isNotEqualTo(root);
        assertThat(pages.texts()).contains("Waits behind pid " + root + " (billing-worker)");
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        Toolkit.settle();
        assertThat(chosen()).as("to whoever is above").isEqualTo(root);
        robot.type(KeyCode.DOWN).type(KeyCode.RIGHT).type(KeyCode.UP);
        Toolkit.settle();
        assertThat(rows()).isEqualTo(8);
    }

    /** What is idle cannot be cancelled, so the key asks for its end. */
    private void planned(int root) {
        robot.type(KeyCode.K);
        Toolkit.settle();
        assertThat(pages.planned).containsExactly("terminate " + root);
        assertThat(pages.texts()).contains("Cancel has no effect on an idle session");
        robot.type(KeyCode.DOWN).type(KeyCode.K).type(KeyCode.UP);
        Toolkit.settle();
        assertThat(pages.planned.getLast()).startsWith("cancel ");
    }

    private void copied() {
        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.CONTROL, KeyCode.C);
        Toolkit.settle();
        String text = Toolkit.onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(text)
                .startsWith("pid ")
                .contains("blocks 5 sessions on orders.")
                .contains("Session  ", "├ ", "ACCESS EXCLUSIVE orders", "deploy-job");
    }

    private double waiting() {
        return pages.watch.view().last().vitals().orNaN(Metric.WAITING);
    }

    @Test
    void aServerThatFallsSilentLeavesWhatWasSeenGreyedAndDated() throws Exception {
        try (PostgresServer other = PostgresServers.start(15);
                SessionPages own = new SessionPages(other.target("postgres"))) {
            LockQueue queue = new LockQueue(other, "postgres").fill(0, Duration.ZERO);
            own.open("locks");
            await().atMost(LONG).until(() -> own.texts().contains("4 wait"));
            other.crash();
            await().atMost(LONG).until(() -> own.texts().contains("As last seen, "));
            assertThat(own.texts()).contains("billing-worker", "deploy-job");
            own.pictures("locks-stale");
            assertThat(queue).isNotNull();
        }
    }

    @Test
    void whatARoleMayNotSeeIsToldAsThat() throws Exception {
        String role = server.freshRole("secret");
        try (LockQueue queue = new LockQueue(server, database).fill(0, Duration.ZERO);
                SessionPages own = new SessionPages(server.target(database, role), "secret")) {
            own.open("locks");
            await().atMost(LONG).until(() -> own.texts().contains("4 wait"));
            assertThat(own.texts())
                    .contains("Not permitted to see into every session: grant pg_monitor")
                    .contains("not permitted to see", "Not permitted to see when it began")
                    .contains(Integer.toString(queue.pid("deploy-job")))
                    .doesNotContain("UPDATE");
            own.pictures("locks-hidden");
            own.open("sessions");
            await().atMost(LONG).until(() -> own.texts().contains("not permitted"));
            assertThat(own.texts()).contains("grant pg_monitor").doesNotContain("UPDATE");
            own.open("pool");
            await().atMost(LONG).until(() -> own.texts().contains("may not be seen into"));
            assertThat(own.warnings()).isEmpty();
        }
    }

    private Duration longest() {
        LockTree tree = pages.watch.view().inside().locks().value();
        return tree.longest().orElse(Duration.ZERO);
    }
}
