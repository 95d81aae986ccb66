package dev.belay.ui.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.LockSample;
import dev.belay.activity.LockTree;
import dev.belay.activity.LockWait;
import dev.belay.activity.Party;
import dev.belay.activity.Who;
import dev.belay.watch.Answer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class LocksModelTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T12:41:07.318Z");
    private final LocksModel model = new LocksModel();
    private int looks;

    private static Party party(int pid, Integer... blockers) {
        LockWait wait =
                blockers.length == 0
                        ? null
                        : new LockWait(
                                Duration.ofSeconds(100 - pid),
                                "ShareLock",
                                new LockWait.Locked("relation", "t", false),
                                List.of(blockers),
                                Arrays.stream(blockers).map(Who::of).collect(Collectors.toSet()));
        return new Party(
                Who.of(pid),
                "u",
                "d",
                "app",
                null,
                "client backend",
                "active",
                "select 1",
                new Party.Started(BEGAN, BEGAN, BEGAN),
                Duration.ofSeconds(200),
                Duration.ofSeconds(1),
                wait);
    }

    private void look(Party... parties) {
        Instant at = BEGAN.plusSeconds(++looks);
        LockTree tree = LockTree.of(new LockSample(at, List.of(parties)));
        model.update(new Answer<>(tree, at, ""));
    }

    private String lines() {
        return model.rows().stream()
                .map(r -> "  ".repeat(r.depth()) + r.party().who() + (r.gone() ? " gone" : ""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theLinesAreTheTreeFromItsRootsDown() {
        look(party(1), party(2, 1), party(3, 2), party(4, 1));
        assertThat(lines()).isEqualTo("1\n  2\n    3\n  4");
        LockRow third = model.rows().get(2);
        assertThat(third.trunks()).as("the line from 1 goes on to 4").isEqualTo(1);
        assertThat(third.last()).isTrue();
        assertThat(model.rows().getLast().trunks()).isZero();
    }

    @Test
    void whoIsFoldedAwayStaysSoAsLongAsItsBlockerIsTheSame() {
        look(party(1), party(2, 1), party(3, 2));
        assertThat(model.fold(model.rows().get(1), true)).isTrue();
        assertThat(lines()).isEqualTo("1\n  2");
        look(party(1), party(2, 1), party(3, 2), party(4, 2));
        assertThat(lines()).isEqualTo("1\n  2");
        look(party(1));
        look(party(1), party(2, 1), party(3, 2));
        assertThat(lines()).as("another wait is another matter").isEqualTo("1\n  2\n    3");
    }

    @Test
    void nothingMovesWhileSomebodyIsAtWorkInTheTable() {
        look(party(2), party(3, 2), party(4, 2));
        model.hold(true);
        look(party(1), party(2, 1), party(4, 2), party(5, 2));
        assertThat(lines()).isEqualTo("2\n  3 gone\n  4");
        assertThat(model.later()).as("1 and 5").isEqualTo(2);
        assertThat(model.rows().getFirst().waits()).as("but what is known is new").isTrue();
        model.hold(false);
        assertThat(lines()).isEqualTo("1\n  2\n    4\n    5");
        assertThat(model.later()).isZero();
    }

    @Test
    void theBarsShareOneRoundScale() {
        look(party(60), party(70, 60), party(80, 60));
        assertThat(model.longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(BarScale.of(Duration.ofSeconds(31))).isEqualTo(Duration.ofMinutes(1));
        assertThat(BarScale.of(Duration.ofMillis(3))).isEqualTo(Duration.ofSeconds(1));
        assertThat(BarScale.of(Duration.ofDays(40))).isEqualTo(Duration.ofDays(40));
        assertThat(Set.of(BarScale.of(Duration.ofMinutes(6)))).containsOnly(Duration.ofMinutes(10));
    }
}
