package dev.belay.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;

@Tag("alone")
class StallWatchTest {

    @Test
    void aBlockedJavaFxThreadIsSeenInFullAndForgottenAfterAReset() {
        Toolkit.start();
        try (StallWatch watch = new StallWatch()) {
            await().until(() -> watch.pauses().probes() > 10);
            Toolkit.runOnFx(() -> sleep(400));
            await().until(() -> watch.pauses().worst().compareTo(Duration.ofMillis(350)) > 0);
            assertThat(watch.pauses().recent()).isGreaterThan(Duration.ofMillis(350));
            watch.reset();
            await().until(() -> watch.pauses().probes() > 50);
            assertThat(watch.pauses().worst()).isLessThan(Duration.ofMillis(350));
            assertThat(watch.pauses().p99())
                    .isLessThanOrEqualTo(watch.pauses().worst().plusMillis(1));
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
