package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.history.History;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.Trail;
import dev.belay.watch.Trails;
import dev.belay.watch.View;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class TargetMarksTest {
    private static final Instant START = Incident.NOW.minusSeconds(3600);

    @Test
    void aMigrationIsMarkedWhenItRanAndAnOldOneIsNot() {
        List<Mark> marks = marks(START);
        assertThat(marks).hasSize(1);
        assertThat(marks.getFirst().words()).isEqualTo("V42");
        assertThat(marks.getFirst().at()).isEqualTo(Incident.NOW.minusSeconds(624));
        assertThat(marks(Incident.NOW.minusSeconds(600))).isEmpty();
    }

    @Test
    void whatWasUndoneIsMarkedWhenThatWasDone() {
        Instant undone = Incident.NOW.minusSeconds(60);
        View before = Incident.view(new Link.Live(Incident.NOW), Trails.of(), Duration.ZERO);
        History after =
                new History(
                        before.history().migrations(),
                        before.history().table(),
                        null,
                        null,
                        List.of(),
                        List.of(new History.Undoing("42", undone)));
        View view =
                new View(
                        before.target(),
                        before.link(),
                        before.identity(),
                        before.last(),
                        before.health(),
                        after,
                        before.inside(),
                        before.rhythm(),
                        before.cost(),
                        null);
        List<Mark> marks = TargetMarks.of(view, Trails.of().slice(START, START), START, List.of());
        assertThat(marks).extracting(Mark::words).containsExactly("V42", "V42 undone");
        assertThat(marks.getLast().at()).isEqualTo(undone);
    }

    @Test
    void aWaitThatComesAndGoesIsOneEventAndALaterOneAnother() {
        double[] waits = new double[400];
        waits[10] = 500;
        waits[12] = 500;
        waits[30] = 900;
        waits[200] = 300;
        List<Mark> alerts =
                marks(START, waits).stream().filter(m -> m.kind() == Mark.Kind.ALERT).toList();
        assertThat(alerts.stream().map(Mark::at))
                .containsExactly(START.plusSeconds(10), START.plusSeconds(200));
        assertThat(alerts.getFirst().words()).isEqualTo("lock wait over 100 ms");
    }

    private static List<Mark> marks(Instant since, double... waits) {
        Reading[] readings = new Reading[waits.length];
        for (int i = 0; i < waits.length; i++) {
            readings[i] =
                    new Reading.Sample(
                            START.plusSeconds(i),
                            Duration.ofMillis(1),
                            new Vitals(Map.of(Metric.LONGEST_WAIT, waits[i])));
        }
        Trail trail = Trails.of(readings);
        View view = Incident.view(new Link.Live(Incident.NOW), trail, Duration.ZERO);
        return TargetMarks.of(view, trail.slice(START, Incident.NOW), since, List.of());
    }
}
