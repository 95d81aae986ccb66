package dev.belay.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Activity;
import dev.belay.activity.Party;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whom one plan for all means. */
class TogetherTest {
    private static Activity named(int pid, String application, String state) {
        return Crowd.session(pid, application, "app", state, Duration.ofMinutes(11), List.of());
    }

    private static List<Integer> pids(Together all, boolean terminate) {
        return all.meant(terminate).stream().map(Activity::pid).toList();
    }

    @Test
    void belaysOwnAndTheServersProcessesAreLeftOut() {
        Activity hidden =
                new Activity(
                        4,
                        null,
                        "other",
                        "shop",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Party.Started(null, null, null),
                        new Activity.Ages(null, null, null),
                        null,
                        null,
                        List.of(),
                        true);
        Together all =
                new Together(
                        List.of(
                                named(1, "cart", "active"),
                                named(2, "cart", "idle in transaction"),
                                named(3, "belay/watch", "idle"),
                                hidden));
        assertThat(pids(all, true)).containsExactly(1, 2);
        assertThat(pids(all, false)).as("what is idle runs nothing").containsExactly(1);
        assertThat(all.off(true)).isEmpty();
        assertThat(all.title(true)).isEqualTo("Plan to end 2 sessions…");
        assertThat(all.title(false)).isEqualTo("Plan to cancel what 1 session runs…");
        assertThat(all.left()).startsWith("2 are left out");
    }

    @Test
    void nobodyAndTooManyAreNoPlan() {
        Together idle = new Together(List.of(named(1, "cart", "idle")));
        assertThat(idle.off(false)).isEqualTo("None of them runs anything to cancel");
        assertThat(new Together(List.of(named(1, "belay/work", "active"))).off(true))
                .isEqualTo("None of them can be ended");
        Together many =
                new Together(
                        Stream.iterate(1, i -> i + 1)
                                .limit(201)
                                .map(i -> named(i, "c", "idle"))
                                .toList());
        assertThat(many.off(true))
                .isEqualTo("201 sessions are too many for one plan: narrow the filter to 200");
    }
}
