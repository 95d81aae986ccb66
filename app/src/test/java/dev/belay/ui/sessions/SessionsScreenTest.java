package dev.belay.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.AgeText;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.session.SessionPages;

import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

class SessionsScreenTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    /** At both sides of a cell. */
    private static final double PADDING = 12;

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
    private FastTable<SessionRow> table() {
        return robot.lookup(".sessions-table").queryAs(FastTable.class);
    }

    private long rows() {
        return Toolkit.onFx(
                () ->
                        table().rows().stream()
                                .filter(r -> r instanceof SessionRow.One one && !one.gone())
                                .count());
    }

    @Test
    void whoIsConnectedIsFilteredChosenAndGrouped() throws Exception {
        try (LockQueue queue =
                new LockQueue(server, database)
                        .idle(9, "cart-api")
                        .idle(4, "nightly-report")
                        .fill(12, Duration.ofMillis(60))) {
            pages.open("sessions");
            await().atMost(LONG).until(() -> rows() >= 31);
            Toolkit.settle();
            assertThat(pages.texts()).contains("billing-worker", "waiting", "Lock: relation");
            pages.pictures("sessions");
            filtered(queue);
            grouped();
        }
    }

    @Test
    void allThatAFilterShowsAreOnePlanAlsoWhileTheyStandStill() throws Exception {
        try (LockQueue queue = new LockQueue(server, database).idle(3, "cart-api")) {
            for (int i = 0; i < 4; i++) {
                queue.connect("billing").execute("SELECT " + i);
            }
            pages.open("sessions");
            await().atMost(LONG).until(() -> rows() >= 7);
            all();
            assertThat(pages.planned).as("without a filter it would be everybody").isEmpty();
            inNoTransaction();
            robot.write("/").write("state:idle-in-transaction app:billing");
            await().atMost(LONG).until(() -> pages.texts().contains("All 4 shown"));
            all();
            assertThat(pages.planned).hasSize(1);
            assertThat(pages.planned.getFirst().split(" "))
                    .hasSize(5)
                    .contains("terminate", Integer.toString(queue.pid("billing")));
            for (String half : List.of("colour:red", "age>5", "-", "app:\"my", "state:aktiv")) {
                robot.write(" " + half);
                Toolkit.settle();
                assertThat(pages.texts()).as(half).doesNotContain("All 4 shown");
                all();
                assertThat(pages.planned).as("what is half understood").hasSize(1);
                robot.type(KeyCode.BACK_SPACE, half.length() + 1);
            }
            robot.type(KeyCode.ESCAPE).write("/").write("app:billing").type(KeyCode.ENTER);
            Toolkit.settle();
            robot.type(KeyCode.SPACE);
            Toolkit.settle();
            assertThat(pages.texts()).contains("Frozen at ");
            queue.end(queue.pid("billing"));
            Thread.sleep(2_000);
            assertThat(rows()).as("what stands still").isEqualTo(4);
            pages.pictures("sessions-frozen");
            robot.type(KeyCode.ESCAPE);
            await().atMost(LONG).until(() -> rows() == 3);
            assertThat(pages.texts()).doesNotContain("Frozen at ").contains("All 3 shown");
            pages.pictures("sessions-together");
        }
    }

    private void inNoTransaction() {
        robot.write("/").write("state:idle app:cart-api");
        robot.type(KeyCode.ENTER).type(KeyCode.DOWN);
        Toolkit.settle();
        assertThat(pages.texts())
                .contains("it is in no transaction", "pid and backend start are compared again")
                .doesNotContain("backend start and transaction");
        robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
        Toolkit.settle();
    }

    @Test
    void anAgeIsShownWholeOrWithoutItsEnd() {
        Duration minutes = Duration.ofMinutes(53).plusSeconds(28);
        Duration hours = Duration.ofHours(23).plusMinutes(59);
        for (Field field : List.of(Field.AGE, Field.TRANSACTION)) {
            assertThat(age(minutes, field.width())).isEqualTo("53 min 28 s");
            assertThat(age(hours, field.width())).isEqualTo("23 h 59 min");
        }
        assertThat(age(minutes, 72)).as("as it was kept once").isEqualTo("53 min …");
        assertThat(age(minutes, 40)).isEqualTo("53…");
    }

    /** What is drawn of it in a column of that width. */
    private static String age(Duration age, double column) {
        return Toolkit.onFx(
                () -> {
                    AgeText text = new AgeText();
                    Scene scene = new Scene(new Group(text));
                    new Theme().dress(scene);
                    text.show(age);
                    text.applyCss();
                    text.resize(column - PADDING, 20);
                    text.layout();
                    assertThat(text.getChildren().getFirst().getLayoutX())
                            .isGreaterThanOrEqualTo(0);
                    return text.getChildren().stream()
                            .map(n -> ((Text) n).getText())
                            .collect(Collectors.joining());
                });
    }

    private void all() {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K).release(KeyCode.K);
        robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
        Toolkit.settle();
    }

    private void filtered(LockQueue queue) {
        robot.write("/").write("state:idle-in age>1s billing");
        Toolkit.settle();
        assertThat(rows()).isEqualTo(1);
        assertThat(pages.texts()).contains("1 of them shown");
        robot.write(" colour:red");
        Toolkit.settle();
        assertThat(pages.texts()).contains("There is no field “colour”. Known: state, user");
        pages.pictures("sessions-fault");
        robot.type(KeyCode.ENTER).type(KeyCode.DOWN);
        Toolkit.settle();
        assertThat(pages.texts())
                .contains("End this session", "UPDATE")
                .contains("pid, backend start and transaction are compared");
        robot.type(KeyCode.K);
        Toolkit.settle();
        assertThat(pages.planned).containsExactly("terminate " + queue.pid("billing-worker"));
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(pages.texts()).doesNotContain("of them shown", "There is no field");
        assertThat(pages.texts()).as("it stays chosen").contains("End this session");
        pages.pictures("sessions-chosen");
        nobody();
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(pages.texts()).doesNotContain("End this session");
    }

    /** With the details beside the table there is the least room. */
    private void nobody() {
        robot.write("/").write("user:nobody");
        Toolkit.settle();
        assertThat(pages.texts()).contains("Nobody fits the filter. Esc clears it.");
        assertThat(pages.texts())
                .as("who does not fit is not gone")
                .contains("End this session")
                .doesNotContain("gone since the last look");
        assertThat(drawn()).as("not cut").contains("0 of them shown");
        pages.pictures("sessions-filtered-out");
        robot.type(KeyCode.ESCAPE);
        Toolkit.settle();
        assertThat(pages.texts()).doesNotContain("Nobody fits");
    }

    /** The words as they are drawn, cut where they are cut. */
    private List<String> drawn() {
        return Toolkit.onFx(
                () ->
                        pages.stage.getScene().getRoot().lookupAll(".text").stream()
                                .map(n -> ((Text) n).getText())
                                .toList());
    }

    private void grouped() {
        Toolkit.runOnFx(
                () ->
                        pages.shell.screen().actions().stream()
                                .filter(a -> a.title().equals("Sessions: By application"))
                                .forEach(a -> a.run().run()));
        Toolkit.settle();
        assertThat(pages.texts()).contains("▾ 13").contains("4 waiting, 9 idle");
        pages.pictures("sessions-grouped");
        assertThat(pages.arrangement.text()).contains("group=APPLICATION");
    }
}
