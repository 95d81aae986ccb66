package dev.belay.ui.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Environment;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;

class FleetFilterTest {
    private final FleetRow shop =
            Sightings.server("webshop-prod", Environment.PRODUCTION, "16.4")
                    .numbers(9.4, 47, 100, 378_000, 1)
                    .check("lock_waits", Status.FAIL, "6 min 18 s", "14 wait behind pid 41872")
                    .row();
    private final FleetRow kiosk = Sightings.file("kiosk-017", Environment.DEVELOPMENT).row();

    @Test
    void everyWordMustFit() {
        assertThat(fits("env:prod engine:postgres", shop)).isTrue();
        assertThat(fits("env:prod engine:sqlite", shop)).isFalse();
        assertThat(fits("", kiosk)).isTrue();
    }

    @Test
    void environmentsAreKnownByTagAndByName() {
        assertThat(fits("env:PROD", shop)).isTrue();
        assertThat(fits("env:production", shop)).isTrue();
        assertThat(fits("-env:dev", shop)).isTrue();
        assertThat(fits("-env:dev", kiosk)).isFalse();
    }

    @Test
    void statusIsKnownByTheWordsOfThePage() {
        assertThat(fits("status:fail", shop)).isTrue();
        assertThat(fits("status:incident", shop)).isTrue();
        assertThat(fits("status:ok", kiosk)).isTrue();
    }

    @Test
    void numbersAreComparedInTheirUnits() {
        assertThat(fits("wait>1s", shop)).isTrue();
        assertThat(fits("wait>10min", shop)).isFalse();
        assertThat(fits("latency<10ms", shop)).isTrue();
        assertThat(fits("pending>0", shop)).isTrue();
    }

    @Test
    void anUnknownNumberFitsNoComparison() {
        assertThat(fits("wait>1s", kiosk)).isFalse();
        assertThat(fits("wait<1s", kiosk)).isFalse();
    }

    @Test
    void otherTextIsLookedForInTheWholeLine() {
        assertThat(fits("41872", shop)).isTrue();
        assertThat(fits("/data/kiosk", kiosk)).isTrue();
        assertThat(fits("nobody", shop)).isFalse();
    }

    private static boolean fits(String text, FleetRow row) {
        return new FleetFilter(text).test(row);
    }
}
