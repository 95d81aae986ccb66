package dev.belay.ui.overview;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Happening;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything as it was when a target last answered, greyed and dated. */
final class LastSeen extends VBox {
    /** What a person asks first when a target is gone; the rest would be old news. */
    private static final List<String> TOLD =
            List.of(
                    "lock_waits",
                    "connections",
                    "latency",
                    "longest_transaction",
                    "replication",
                    "migrations",
                    "size",
                    "wal",
                    "writer",
                    "free_disk");

    private final Label title = Texts.whole("", "semibold", "muted");
    private final Label when = Texts.whole("", "muted");
    private final Label remembered = Texts.wrapped("", "stale");
    private final HBox before = new HBox(8, new StatusIcon(StatusIcon.Kind.STALE), remembered);
    private final VBox rows = new VBox();
    private final TargetCharts chart;

    LastSeen(Thresholds lines) {
        super(8);
        chart = TargetCharts.latencyOnly(lines);
        chart.group().getStyleClass().add("stale-charts");
        chart.group().setMinHeight(180);
        chart.group().setMaxHeight(180);
        HBox head = new HBox(8, title, when);
        head.setAlignment(Pos.BASELINE_LEFT);
        getStyleClass().add("last-seen");
        remembered.setMinWidth(0);
        getChildren().addAll(head, before, rows, chart.group());
        setMinWidth(0);
    }

    void show(View view, Trail trail, Instant start, Instant end, Instant now) {
        Reading.Sample last = view.last();
        boolean seen = last != null;
        rows.setVisible(seen);
        chart.group().setVisible(seen);
        before.setVisible(!seen && view.before() != null);
        before.setManaged(before.isVisible());
        if (last == null) {
            remember(view, now);
            return;
        }
        String clock = Ladder.clock(last.at());
        title.setText(Messages.text("overview.last"));
        when.setText(Messages.text("overview.last.when", Happening.until(now, last.at()), clock));
        rows(view);
        chart.show(view, trail, start, end, List.of());
        chart.say(Messages.text("overview.last.since", clock));
    }

    /** Nothing has answered this Belay: what an earlier start knew, if there was one. */
    private void remember(View view, Instant now) {
        var known = view.before();
        if (known == null) {
            title.setText(Messages.text("overview.never"));
            when.setText("");
            return;
        }
        String age = Units.duration(Duration.between(known.at(), now));
        title.setText(Messages.text("overview.before", Times.text(known.at(), now)));
        when.setText(Messages.text("overview.before.when", age));
        remembered.setText(Happening.remembered(known));
    }

    private void rows(View view) {
        var health = view.health();
        List<CheckLine> lines =
                health == null ? List.of() : CheckLine.of(health, Map.of(), health.checkedAt());
        List<CheckLine> known =
                TOLD.stream()
                        .flatMap(name -> lines.stream().filter(l -> l.name().equals(name)))
                        .filter(l -> !l.value().isEmpty() && l.status() != Status.UNKNOWN)
                        .map(CheckLine::low)
                        .map(line -> asRead(line, view.last()))
                        .toList();
        while (rows.getChildren().size() > known.size()) {
            rows.getChildren().removeLast();
        }
        for (int i = 0; i < known.size(); i++) {
            if (i == rows.getChildren().size()) {
                CheckRow row = new CheckRow();
                row.getStyleClass().add("lined");
                rows.getChildren().add(row);
            }
            ((CheckRow) rows.getChildren().get(i)).show(known.get(i), true);
        }
    }

    /** A line with the last reading's number, which may be newer than what was last examined. */
    static CheckLine asRead(CheckLine line, Reading.@Nullable Sample last) {
        String value = last == null ? null : value(line.name(), last.vitals());
        return value == null || value.equals(line.value()) ? line : line.low("", value);
    }

    private static @Nullable String value(String check, Vitals vitals) {
        double connections = vitals.orNaN(Metric.CONNECTIONS);
        double most = vitals.orNaN(Metric.MAX_CONNECTIONS);
        double longest = vitals.orNaN(Metric.LONGEST_TRANSACTION);
        if (check.equals("connections") && connections >= 0 && most >= 0) {
            return Messages.text(
                    "overview.last.of", Unit.COUNT.words(connections), Unit.COUNT.words(most));
        }
        return check.equals("longest_transaction") && longest > 0
                ? Unit.MILLIS.words(longest)
                : null;
    }
}
