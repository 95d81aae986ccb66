package dev.belay.ui.kit.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Theme;
import dev.belay.ui.kit.Toolkit;

import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

class TimeBarTest {
    private static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");

    @Test
    void theBarShowsTheHourAndTheSmallControlsTheirStates() {
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("time-bar", 1280, 240, TimeBarTest::page);
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void aTargetThatDoesNotAnswerIsNotCalledLive() {
        TimeWindow window = Toolkit.onFx(() -> new TimeWindow(NOW));
        TimeBar bar = Toolkit.onFx(() -> new TimeBar(window, Clock.fixed(NOW, ZoneOffset.UTC)));
        Labeled state = (Labeled) bar.lookup(".accent-text");
        assertThat(state.getText()).isEqualTo("Live");
        Toolkit.runOnFx(() -> window.silent().set(true));
        assertThat(state.getText()).isEqualTo("Silent");
        assertThat(state.getStyleClass()).contains("muted").doesNotContain("accent-text");
        Toolkit.runOnFx(() -> window.silent().set(false));
        assertThat(state.getText()).isEqualTo("Live");
    }

    @Test
    void theControlNamesWhatTheChartsShow() {
        TimeWindow window = Toolkit.onFx(() -> new TimeWindow(NOW));
        TimeBar bar = Toolkit.onFx(() -> new TimeBar(window, Clock.fixed(NOW, ZoneOffset.UTC)));
        Toolkit.runOnFx(() -> new Theme().dress(new Scene(bar, 900, 46)));
        assertThat(shown(bar)).isEqualTo("15 min");
        Toolkit.runOnFx(() -> window.earliest().set(NOW.minusSeconds(90)));
        assertThat(shown(bar)).isEqualTo("2 min");
        Toolkit.runOnFx(() -> window.range().set(TimeWindow.Range.ONE_HOUR));
        Toolkit.runOnFx(() -> window.earliest().set(NOW.minusSeconds(3000)));
        assertThat(shown(bar)).isEqualTo("1 h");
    }

    private static String shown(TimeBar bar) {
        return Toolkit.onFx(
                () -> {
                    bar.applyCss();
                    bar.layout();
                    return ((Labeled) bar.lookup(".combo-box > .list-cell")).getText();
                });
    }

    private static Parent page() {
        TimeWindow window = new TimeWindow(NOW);
        window.marks()
                .set(
                        List.of(
                                mark(44, Mark.Kind.NOTE, "deploy 2026.46 begins"),
                                mark(13, Mark.Kind.BACKUP, "backup"),
                                mark(10, Mark.Kind.MIGRATION, "V42"),
                                mark(6, Mark.Kind.ALERT, "lock wait over 100 ms"),
                                mark(4, Mark.Kind.CANCEL, "cancel")));
        TimeWindow paused = new TimeWindow(NOW.minusSeconds(900));
        paused.range().set(TimeWindow.Range.ONE_HOUR);
        paused.pause();
        VBox page = new VBox(8);
        for (String state : List.of("ok", "warn", "fail", "stale")) {
            MeterBar bar = new MeterBar();
            bar.getStyleClass().add(state);
            bar.show(47, 100, 40, 60);
            bar.setMinSize(44, 16);
            bar.setMaxWidth(44);
            Sparkline line = new Sparkline();
            line.getStyleClass().add(state);
            line.setMinSize(56, 16);
            line.setMaxWidth(56);
            line.show(walk(), 0, 60_000);
            page.getChildren().add(new javafx.scene.layout.HBox(12, line, bar));
        }
        page.setPadding(new Insets(12));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new VBox(page, new TimeBar(window, clock), new TimeBar(paused, clock));
    }

    private static Series walk() {
        Random random = new Random(3);
        long[] times = new long[60];
        double[] values = new double[60];
        for (int i = 0; i < 60; i++) {
            times[i] = i * 1000L;
            values[i] = 4 + random.nextGaussian() * 0.4;
        }
        return new Series(times, values);
    }

    private static Mark mark(int minutes, Mark.Kind kind, String words) {
        return new Mark(NOW.minus(Duration.ofMinutes(minutes)), kind, words);
    }
}
