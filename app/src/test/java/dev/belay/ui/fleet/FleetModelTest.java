package dev.belay.ui.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Environment;
import dev.belay.watch.Status;
import dev.belay.watch.View;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

class FleetModelTest {
    private final FleetModel model = new FleetModel();

    @Test
    void theWorstComesFirstAndProductionBeforeTheRest() {
        model.update(
                List.of(
                        healthy("zebra", Environment.PRODUCTION),
                        healthy("ant", Environment.DEVELOPMENT),
                        degraded("stage", Environment.STAGING),
                        failing("shop"),
                        silent("ledger")));
        assertThat(names()).containsExactly("shop", "ledger", "stage", "zebra", "ant");
    }

    @Test
    void linesKeepTheirPlaceWhileTheModelIsHeldAndMoveWhenItIsLetGo() {
        model.update(List.of(healthy("a", Environment.PRODUCTION), healthy("b", PROD)));
        model.hold(true);
        model.update(List.of(failing("b"), failing("c")));
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(model.shown().get(1).row().condition()).isEqualTo(View.Condition.FAILING);
        model.hold(false);
        assertThat(names()).containsExactly("b", "c", "a");
    }

    @Test
    void aRemovedTargetLeavesAtOnceEvenWhenHeld() {
        model.update(List.of(healthy("a", PROD), healthy("b", PROD)));
        model.hold(true);
        model.keep(Set.of("b"));
        assertThat(names()).containsExactly("b");
    }

    @Test
    void theFirstLinesAreInOrderThoughAKeyWasPressedBefore() {
        model.hold(true);
        model.update(List.of(healthy("a", PROD), failing("b")));
        assertThat(names()).containsExactly("b", "a");
    }

    @Test
    void aLineKeepsItsIdentityThroughReadingsSoThatTheChosenOneStaysChosen() {
        model.update(List.of(healthy("a", PROD), healthy("b", PROD)));
        FleetItem a = model.shown().getFirst();
        model.update(List.of(failing("b")));
        assertThat(model.shown().get(1)).isSameAs(a);
    }

    @Test
    void chipsCountAllAndShowTheChosen() {
        model.update(List.of(healthy("a", PROD), healthy("b", PROD), failing("c")));
        model.conditions().set(Set.of(View.Condition.FAILING));
        assertThat(names()).containsExactly("c");
        assertThat(model.counts())
                .containsEntry(View.Condition.HEALTHY, 2)
                .containsEntry(View.Condition.FAILING, 1);
    }

    @Test
    void aSecondLaterTheCountdownGoesOnAndALiveLineIsLeftAlone() {
        model.update(List.of(healthy("a", PROD), silent("b")));
        FleetRow live = item("a").row();
        model.tick(Sightings.NOW.plusSeconds(1));
        assertThat(item("a").row()).isSameAs(live);
        assertThat(item("b").row().happening().sentence())
                .isEqualTo("no answer, retry 3 of 5 in 3 s");
    }

    @Test
    void aLineWithoutAReadingForTwoRhythmsTurnsStaleByTheClock() {
        model.update(List.of(healthy("a", PROD)));
        assertThat(item("a").row().stale()).isFalse();
        model.tick(Sightings.NOW.plusSeconds(12));
        assertThat(item("a").row().stale()).isTrue();
    }

    @Test
    void anyOrderCanBeAskedFor() {
        model.update(List.of(failing("b"), healthy("a", PROD)));
        model.order(Comparator.comparing(FleetRow::name));
        assertThat(names()).containsExactly("a", "b");
    }

    private static final Environment PROD = Environment.PRODUCTION;

    private FleetItem item(String name) {
        return model.shown().stream()
                .filter(i -> i.row().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return model.shown().stream().map(i -> i.row().name()).toList();
    }

    private static FleetRow healthy(String name, Environment environment) {
        return Sightings.server(name, environment, "16.4").row();
    }

    private static FleetRow degraded(String name, Environment environment) {
        return Sightings.server(name, environment, "16.4")
                .check("connections", Status.WARN, "44 of 100", "above 40 for 3 min")
                .row();
    }

    private static FleetRow failing(String name) {
        return Sightings.server(name, PROD, "16.4")
                .check("lock_waits", Status.FAIL, "6 min 18 s", "14 wait behind pid 41872")
                .row();
    }

    private static FleetRow silent(String name) {
        return Sightings.server(name, PROD, "15.8").silent(2, Duration.ofSeconds(14)).row();
    }
}
