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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is done with the connections, in numbers of now, each beside what is usual here. */
final class PoolFigures extends HBox {
    private static final List<String> OF_A_FILE = List.of("latency", "missed", "belay");
    private static final List<String> OF_A_SERVER =
            List.of(
                    "latency",
                    "missed",
                    "commits",
                    "rollbacks",
                    "cache",
                    "deadlocks",
                    "temp",
                    "lost",
                    "belay");

    private final boolean server;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

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
        super(12);
        this.server = server;
        getStyleClass().add("pool-figures");
        setPadding(new Insets(6, 12, 7, 12));
        (server ? OF_A_SERVER : OF_A_FILE).forEach(key -> figures.put(key, new Figure(key)));
        getChildren().addAll(figures.values());
    }

    private static String text(String key, Object... arguments) {
        return Messages.text("pool.figure." + key, arguments);
    }

    /**
     * @param commits a second
     */
    void show(View view, Trail.Slice hour, Pace commits) {
        String span = text("in", Units.duration(hour.length()));
        show("latency", Unit.MILLIS, Pace.ofValue(hour, Metric.LATENCY));
        count("missed", hour.misses(), span);
        if (server) {
            show("commits", Unit.RATE, commits);
            show("rollbacks", Unit.RATE, Pace.ofTotal(hour, Metric.ROLLBACKS));
            cache(hour);
            count("deadlocks", hour.increase(Metric.DEADLOCKS), span);
            double bytes = hour.increase(Metric.TEMP_BYTES);
            String size = Double.isNaN(bytes) ? span : text("size", Unit.BYTES.words(bytes), span);
            count("temp", hour.increase(Metric.TEMP_FILES), size);
            count("lost", lost(hour), span);
        }
        Cost cost = view.cost();
        show(
                "belay",
                text("belay.cost", millis(cost.millisPerSecond())),
                text("belay.of", millis(Cost.BUDGET), cost.connections()),
                cost.millisPerSecond() > Cost.BUDGET);
    }

    private void show(String key, String now, String below, boolean odd) {
        Figure figure = figures.get(key);
        if (figure != null) {
            figure.show(now, below, odd);
        }
    }

    private void show(String key, Unit unit, Pace pace) {
        String usual = Double.isNaN(pace.usual()) ? "" : text("usual", unit.words(pace.usual()));
        show(key, unit.words(pace.now()), usual, pace.unusual());
    }

    /** Of what should not happen at all: how often it did, as far as it was watched. */
    private void count(String key, double events, String below) {
        show(key, Unit.COUNT.words(events), below, events > 0);
    }

    /** How many of the blocks that were asked for were in the server's cache. */
    private void cache(Trail.Slice hour) {
        double hit = Pace.ofTotal(hour, Metric.BLOCKS_HIT).now();
        double all = hit + Pace.ofTotal(hour, Metric.BLOCKS_READ).now();
        String share =
                all > 0
                        ? String.format(Locale.ROOT, "%.1f %%", 100 * hit / all)
                        : Unit.COUNT.words(all);
        show("cache", share, text("hits", Unit.RATE.words(hit)), false);
    }

    /** Whose client was lost, whom an error or an operator ended. */
    private static double lost(Trail.Slice hour) {
        return hour.increase(Metric.SESSIONS_ABANDONED)
                + hour.increase(Metric.SESSIONS_FATAL)
                + hour.increase(Metric.SESSIONS_KILLED);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    }
}
