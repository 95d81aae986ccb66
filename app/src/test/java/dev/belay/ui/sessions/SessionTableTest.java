package dev.belay.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Activity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

class SessionTableTest {
    private final SessionTable table = new SessionTable();
    private final Activity reader =
            Crowd.session(5, "psql", "dba", "active", Duration.ofSeconds(1), List.of());
    private final Activity writer =
            Crowd.session(9, "app", "app", "active", Duration.ofSeconds(8), List.of());
    private final Activity left =
            Crowd.session(7, "app", "app", "idle in transaction", Duration.ofHours(1), List.of());
    private final Activity idle =
            Crowd.session(3, "app", "app", "idle", Duration.ofDays(1), List.of());
    private final Activity waiter =
            Crowd.session(8, "app", "app", "active", Duration.ofSeconds(2), List.of(7));

    @BeforeEach
    void look() {
        table.update(List.of(reader, writer, left, idle, waiter));
    }

    private String lines() {
        return table.rows().stream().map(SessionTableTest::line).collect(Collectors.joining(" "));
    }

    private static String line(SessionRow row) {
        return switch (row) {
            case SessionRow.One one -> one.session().pid() + (one.gone() ? "†" : "");
            case SessionRow.Group group -> group.name() + "=" + group.total();
        };
    }

    @Test
    void whoIsInTroubleComesFirstThenTheOldest() {
        assertThat(lines()).isEqualTo("8 7 9 5 3");
    }

    @Test
    void aColumnSortsEitherWayAndWhatIsUnknownStaysLast() {
        table.sort(Field.TRANSACTION, false);
        assertThat(lines()).isEqualTo("7 9 8 5 3");
        table.sort(Field.TRANSACTION, true);
        assertThat(lines()).isEqualTo("5 8 9 7 3");
        table.sort(Field.PID, false);
        assertThat(lines()).isEqualTo("3 5 7 8 9");
    }

    @Test
    void groupsTellTheirCountsAndFold() {
        table.group(Grouping.APPLICATION);
        assertThat(lines()).isEqualTo("app=4 8 7 9 3 psql=1 5");
        SessionRow.Group app = (SessionRow.Group) table.rows().getFirst();
        assertThat(app.words()).isEqualTo("1 waiting, 1 idle in transaction, 1 active, 1 idle");
        table.toggle(app);
        assertThat(lines()).isEqualTo("app=4 psql=1 5");
        table.update(List.of(reader, writer));
        assertThat(lines()).as("still folded").isEqualTo("app=1 psql=1 5");
        table.group(Grouping.STATE);
        assertThat(lines()).isEqualTo("active=2 9 5");
    }

    @Test
    void theFilterIsCountedAndHoldsForWhatComes() {
        table.filter(SessionFilter.of("user:app state:active"));
        assertThat(lines()).isEqualTo("8 9");
        assertThat(table.matching()).isEqualTo(2);
        assertThat(table.total()).isEqualTo(5);
        table.update(List.of(reader, writer));
        assertThat(lines()).isEqualTo("9");
    }

    @Test
    void nothingMovesWhileSomebodyIsAtWorkInTheTable() {
        table.hold(true);
        Activity now = Crowd.session(5, "psql", "dba", "active", Duration.ZERO, List.of(9));
        Activity other = Crowd.session(2, "psql", "dba", "active", Duration.ZERO, List.of(9));
        table.update(List.of(now, writer, idle, waiter, other));
        assertThat(lines()).isEqualTo("8 7† 9 5 3");
        assertThat(table.later()).isEqualTo(1);
        table.hold(false);
        assertThat(lines()).isEqualTo("8 2 5 9 3");
    }

    @Test
    void tenThousandAreInOrderFromLookToLook() {
        List<Activity> all = Crowd.of(10_000);
        table.update(all);
        table.filter(SessionFilter.of("user:app_3 age>20s"));
        List<SessionRow> found = table.rows();
        assertThat(found).isNotEmpty().hasSize(table.matching());
        List<Activity> reversed = new ArrayList<>(all).reversed();
        table.update(reversed);
        assertThat(table.rows()).isEqualTo(found);
    }

    @Test
    void howSomebodyLikesTheTableIsKeptAsText() {
        Arrangement arrangement = new Arrangement();
        List<String> kept = new ArrayList<>();
        arrangement.listen(() -> kept.add(arrangement.text()));
        arrangement.sort(Field.AGE, true);
        arrangement.group(Grouping.STATE);
        arrangement.hide(Field.CLIENT, true);
        arrangement.width(Field.PID, 90);
        arrangement.order(new ArrayList<>(arrangement.order()).reversed());
        assertThat(kept).hasSize(5);
        Arrangement again = new Arrangement();
        again.take(kept.getLast());
        assertThat(again.text()).isEqualTo(arrangement.text());
        assertThat(again.hidden()).containsExactly(Field.CLIENT);
        assertThat(again.order().getFirst()).isEqualTo(Field.QUERY);
        Arrangement untouched = new Arrangement();
        untouched.take("sort=PURPLE columns=QUERY:200,NOISE:3 what");
        assertThat(untouched.text()).isEqualTo(new Arrangement().text());
    }
}
