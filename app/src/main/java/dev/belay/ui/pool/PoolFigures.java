package dev.belay.ui.pool;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Cost;
import dev.belay.watch.Pace;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is done with the connections, in numbers of now, each beside what is usual here. */
final class PoolFigures extends HBox {
    private final List<Figure> figures = new ArrayList<>();
    private final Figure belay = new Figure("belay");

    /** A number with its name above it and what it is held against below. */
    private static final class Figure extends VBox {
        private final Label value = Texts.line("", "mono", "strong-number");
        private final Label usual = Texts.line("", "small", "muted");

        Figure(String key) {
            Label name = Texts.withWhole(Texts.line(text(key), "small", "muted"));
            value.setMinWidth(0);
            getChildren().addAll(name, value, Texts.withWhole(usual));
            setMinWidth(0);
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(100);
        }

        void show(String now, String below, boolean odd) {
            value.setText(now);
            value.getStyleClass().setAll("label", "mono", odd ? "warn-number" : "strong-number");
            usual.setText(below);
        }
    }

    /**
     * @param server false for a file, of which only the probe is known
     */
    PoolFigures(boolean server) {
        super(16);
        getStyleClass().add("pool-figures");
        setPadding(new Insets(6, 12, 7, 12));
        List<String> keys =
                server
                        ? List.of("latency", "commits", "rollbacks", "deadlocks")
                        : List.of("latency");
        keys.forEach(key -> figures.add(new Figure(key)));
        getChildren().addAll(figures);
        getChildren().add(belay);
    }

    private static String text(String key, Object... arguments) {
        return Messages.text("pool.figure." + key, arguments);
    }

    /**
     * @param commits a second
     */
    void show(View view, Trail.Slice hour, Pace commits) {
        show(0, Unit.MILLIS, Pace.ofValue(hour, Metric.LATENCY));
        if (figures.size() > 1) {
            show(1, Unit.RATE, commits);
            show(2, Unit.RATE, Pace.ofTotal(hour, Metric.ROLLBACKS));
            count(3, hour, Metric.DEADLOCKS);
        }
        Cost cost = view.cost();
        belay.show(
                text("belay.cost", millis(cost.millisPerSecond())),
                text("belay.of", millis(Cost.BUDGET), cost.connections()),
                cost.millisPerSecond() > Cost.BUDGET);
    }

    private void show(int at, Unit unit, Pace pace) {
        String usual = Double.isNaN(pace.usual()) ? "" : text("usual", unit.words(pace.usual()));
        figures.get(at).show(unit.words(pace.now()), usual, pace.unusual());
    }

    /** Of what should not happen at all: how often it did, as far as it was watched. */
    private void count(int at, Trail.Slice hour, Metric total) {
        double events = hour.increase(total);
        figures.get(at)
                .show(
                        Unit.COUNT.words(events),
                        text("in", Units.duration(hour.length())),
                        events > 0);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    }
}
