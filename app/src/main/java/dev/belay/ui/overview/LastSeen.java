package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Thresholds;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Reading;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Everything as it was when a target last answered, greyed and dated. */
final class LastSeen extends VBox {
    private final Label title = Texts.whole("", "semibold", "muted");
    private final Label when = Texts.whole("", "muted");
    private final VBox rows = new VBox();
    private final TargetCharts chart;
    private final Label since = Texts.whole("", "small", "muted");

    LastSeen(Thresholds lines) {
        super(8);
        chart = TargetCharts.latencyOnly(lines);
        chart.group().getStyleClass().add("stale-charts");
        chart.group().setMinHeight(180);
        chart.group().setMaxHeight(180);
        HBox head = new HBox(8, title, when);
        head.setAlignment(Pos.BASELINE_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        VBox.setVgrow(scroll, Priority.SOMETIMES);
        HBox below = new HBox(gap, since);
        getStyleClass().add("last-seen");
        getChildren().addAll(head, scroll, below, chart.group());
        setMinWidth(0);
    }

    void show(View view, Trail trail, Instant start, Instant end, Instant now) {
        Reading.Sample last = view.last();
        boolean seen = last != null;
        getChildren().stream().skip(1).forEach(n -> n.setVisible(seen));
        if (last == null) {
            title.setText(Messages.text("overview.never"));
            when.setText("");
            return;
        }
        String clock = Ladder.clock(last.at());
        title.setText(Messages.text("overview.last"));
        when.setText(
                Messages.text(
                        "overview.last.when",
                        Units.duration(whole(Duration.between(last.at(), now))),
                        clock));
        since.setText(Messages.text("overview.last.since", clock));
        rows(view);
        chart.show(view, trail, start, end, List.of());
    }

    private static Duration whole(Duration age) {
        return Duration.ofSeconds(Math.max(1, age.toSeconds()));
    }

    private void rows(View view) {
        var health = view.health();
        List<CheckLine> lines = health == null ? List.of() : CheckLine.of(health, Map.of());
        List<CheckLine> known =
                lines.stream().filter(l -> !l.value().isEmpty()).map(LastSeen::low).toList();
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

    private static CheckLine low(CheckLine line) {
        return new CheckLine(
                line.name(),
                line.status(),
                line.icon(),
                line.title(),
                line.detail(),
                line.value(),
                false);
    }
}
