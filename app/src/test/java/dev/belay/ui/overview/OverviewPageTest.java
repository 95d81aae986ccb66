package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.ConnectFailure;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.Toasts;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.chart.TimeBar;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Link;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class OverviewPageTest {
    private static final Instant NOW = Incident.NOW;

    @Test
    void anIncidentIsToldInASentenceAndProvenByTheCharts() {
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("overview", 1132, 652, () -> page(new Link.Live(NOW), Duration.ZERO));
            Toolkit.picture(
                    "overview-1600", 1452, 832, () -> page(new Link.Live(NOW), Duration.ZERO));
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void aTargetThatDoesNotAnswerShowsItsLadderAndWhatWasLastSeen() {
        Link ladder = new Link.Connecting(Incident.attempts(2), 5, NOW.plusSeconds(4), false);
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("retry", 1132, 652, () -> page(ladder, Duration.ofSeconds(14)));
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void silenceGreysThePageAndDatesIt() {
        Link silent = new Link.Silent(Incident.NO_ANSWER, NOW.minusSeconds(9));
        Toolkit.picture("stale", 1132, 652, () -> page(silent, Duration.ofSeconds(9)));
    }

    @Test
    void anotherTryAfterARefusalDoesNotFlipThroughAnEmptyPage() {
        Link refused = new Link.Refused(Incident.NO_ANSWER, NOW, ConnectFailure.Remedy.CHANGE);
        Link begun = new Link.Connecting(List.of(), 5, NOW, true);
        OverviewPage page =
                Toolkit.onFx(
                        () -> {
                            BorderPane all = (BorderPane) page(refused, Duration.ZERO);
                            OverviewPage made = (OverviewPage) all.getCenter();
                            made.show(moment(begun));
                            return made;
                        });
        assertThat(page.isAway()).isTrue();
        Toolkit.onFx(() -> page.show(moment(new Link.Live(NOW))));
        assertThat(page.isAway()).isFalse();
    }

    private static OverviewPage.Moment moment(Link link) {
        Trail trail = Incident.trail();
        View view = Incident.view(link, trail, Duration.ZERO);
        return new OverviewPage.Moment(
                view, trail, Map.of(), 4, NOW.minusSeconds(900), NOW, NOW, List.of());
    }

    private static Parent page(Link link, Duration ago) {
        Trail trail = Incident.trail();
        View view = Incident.view(link, trail, ago);
        OverviewPage page = new OverviewPage(Incident.target(), new NoDesk(), new NoWays());
        TimeWindow window = new TimeWindow(NOW);
        var marks =
                TargetMarks.of(
                        view,
                        trail.slice(NOW.minusSeconds(3600), NOW),
                        NOW.minusSeconds(3600),
                        List.of());
        window.marks().set(marks);
        page.charts().cursor().bindBidirectional(window.cursor());
        page.show(
                new OverviewPage.Moment(
                        view,
                        trail,
                        Map.of(),
                        4,
                        window.start(),
                        ago.isZero() ? NOW : NOW.plus(ago),
                        NOW,
                        marks));
        BorderPane all = new BorderPane(page);
        all.setBottom(new TimeBar(window, Clock.fixed(NOW, ZoneOffset.UTC)));
        return all;
    }

    /** Nothing can be done about it. */
    private static final class NoWays implements Ways {
        @Override
        public void tryNow() {}

        @Override
        public void stop() {}

        @Override
        public void connect(char[] password) {}

        @Override
        public void wrong() {}
    }

    /** A window that opens nothing. */
    private static final class NoDesk implements Desk {
        private final Toasts toasts = new Toasts();

        @Override
        public void open(String page) {}

        @Override
        public void open(String page, String target) {}

        @Override
        public void back() {}

        @Override
        public Toasts toasts() {
            return toasts;
        }
    }
}
