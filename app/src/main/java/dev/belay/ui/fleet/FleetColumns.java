package dev.belay.ui.fleet;

import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.target.Environment;
import dev.belay.target.Thresholds;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.Fonts;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.TextWidth;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.chart.MeterBar;
import dev.belay.ui.kit.chart.Sparkline;
import dev.belay.ui.kit.chart.Unit;
import dev.belay.watch.Status;
import dev.belay.watch.View;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns of the fleet, the narrow ones as wide as their longest words. */
final class FleetColumns {
    private static final double ICON = 30;
    private static final double[] WIDTHS = {122, 66, 122, 300, 124, 132, 104, 70};
    private static final double SEEN = 112;
    private static final double NAME_MOST = 300;
    private static final double PADDING = 18;
    private static final TextWidth WORDS = new TextWidth(Font.font(Fonts.SANS_SEMIBOLD, 13));

    final TableColumn<FleetItem, FleetRow> target =
            FleetCell.column(
                    text("target"),
                    WIDTHS[0],
                    Comparator.comparing(FleetRow::name, String.CASE_INSENSITIVE_ORDER),
                    () -> Texts.withWhole(Texts.line("")),
                    FleetColumns::name);
    final TableColumn<FleetItem, FleetRow> happening =
            FleetCell.column(
                    text("happening"),
                    WIDTHS[3],
                    FleetModel.WORST_FIRST.reversed(),
                    () -> Texts.withWhole(Texts.line("")),
                    FleetColumns::happening);
    private final TableColumn<FleetItem, FleetRow> latency =
            FleetCell.column(
                    text("latency"),
                    WIDTHS[4],
                    numbers(FleetRow::p95),
                    LatencyCell::new,
                    LatencyCell::show);
    private final TableColumn<FleetItem, FleetRow> connections =
            FleetCell.column(
                    text("connections"),
                    WIDTHS[5],
                    numbers(r -> r.metric(Metric.CONNECTIONS)),
                    ConnectionsCell::new,
                    ConnectionsCell::show);

    /** All of them, from left to right. */
    List<TableColumn<FleetItem, FleetRow>> all() {
        TableColumn<FleetItem, FleetRow> status =
                FleetCell.column(
                        "",
                        ICON,
                        Comparator.comparing(FleetRow::condition),
                        () -> new StatusIcon(StatusIcon.Kind.UNKNOWN),
                        (icon, row) -> icon.show(StatusIcon.Kind.of(row.condition())));
        status.getStyleClass().add("first");
        return List.of(
                status,
                target,
                FleetCell.column(
                        "",
                        WIDTHS[1],
                        Comparator.comparing(r -> r.target().environment()),
                        EnvironmentCell::new,
                        EnvironmentCell::show),
                FleetCell.column(
                        text("engine"),
                        WIDTHS[2],
                        Comparator.comparing(FleetRow::engine),
                        () -> Texts.withWhole(Texts.line("", "muted")),
                        (label, row) -> label.setText(row.engine())),
                happening,
                latency,
                connections,
                number(
                        "wait",
                        WIDTHS[6],
                        numbers(r -> r.metric(Metric.LONGEST_WAIT)),
                        FleetColumns::wait),
                number("pending", WIDTHS[7], numbers(FleetRow::pending), FleetColumns::pending),
                number(
                        "seen",
                        SEEN,
                        Comparator.comparing(
                                r -> r.lastSeen() == null ? Instant.MIN : r.lastSeen()),
                        FleetColumns::seen));
    }

    /**
     * Names are shown whole where that cuts no sentence; what else a wide window has to give goes
     * to the sentence, the sparkline and the bar.
     */
    void share(double width, List<FleetRow> rows) {
        double name = name(rows, width - happeningLeft());
        target.setPrefWidth(name);
        double spare = Math.max(-160, width - happeningLeft() - name - WIDTHS[3]);
        double most = Math.max(0, spare);
        happening.setPrefWidth(WIDTHS[3] + spare - 0.45 * most);
        latency.setPrefWidth(WIDTHS[4] + 0.25 * most);
        connections.setPrefWidth(WIDTHS[5] + 0.2 * most);
    }

    /** All but name and sentence. */
    private static double happeningLeft() {
        return ICON + SEEN + Arrays.stream(WIDTHS).sum() - WIDTHS[0] - WIDTHS[3];
    }

    private static double name(List<FleetRow> rows, double both) {
        double longest = wide(rows.stream().map(FleetRow::name));
        double sentence = wide(rows.stream().map(row -> row.happening().sentence()));
        return Math.clamp(longest, WIDTHS[0], Math.clamp(both - sentence, WIDTHS[0], NAME_MOST));
    }

    private static double wide(Stream<String> words) {
        return words.mapToDouble(WORDS::of).max().orElse(0) + PADDING;
    }

    private static String text(String name) {
        return Messages.text("fleet.column." + name);
    }

    private static Comparator<FleetRow> numbers(
            java.util.function.ToDoubleFunction<FleetRow> number) {
        return Comparator.comparingDouble(
                r -> Double.isNaN(number.applyAsDouble(r)) ? -1 : number.applyAsDouble(r));
    }

    private static TableColumn<FleetItem, FleetRow> number(
            String title,
            double width,
            Comparator<FleetRow> order,
            java.util.function.BiConsumer<Figure, FleetRow> fill) {
        TableColumn<FleetItem, FleetRow> column =
                FleetCell.column(text(title), width, order, Figure::new, fill);
        column.getStyleClass().add("number");
        return column;
    }

    private static void name(Label label, FleetRow row) {
        label.setText(row.name());
        boolean quiet = row.stale() || row.condition() == View.Condition.PAUSED;
        Tones.set(label, quiet ? "stale" : "strong");
        Tones.semibold(label, true);
    }

    private static void happening(Label label, FleetRow row) {
        label.setText(row.happening().sentence());
        boolean incident = row.condition() == View.Condition.FAILING;
        Tones.set(label, Tones.of(row.happening().tone()));
        Tones.semibold(label, incident);
    }

    private static void wait(Figure figure, FleetRow row) {
        if (row.file()) {
            figure.show("–", "muted");
            figure.bold(false);
            return;
        }
        double wait = row.metric(Metric.LONGEST_WAIT);
        Thresholds lines = row.target().thresholds();
        boolean fail = row.status("lock_waits") == Status.FAIL && wait > 0;
        boolean warn = wait > lines.lockWait().toMillis();
        String tone = fail ? "fail-text" : warn ? "warn-text" : wait > 0 ? "text" : "muted";
        figure.show(wait == 0 ? "0" : Unit.MILLIS.words(wait), row.stale() ? "stale" : tone);
        figure.bold(fail && !row.stale());
    }

    private static void pending(Figure figure, FleetRow row) {
        figure.show(
                Unit.COUNT.words(row.pending()),
                row.stale() ? "stale" : row.pending() > 0 ? "text" : "muted");
    }

    private static void seen(Figure figure, FleetRow row) {
        figure.words(FleetRow.seen(row.view(), row.now()), row.stale() ? "stale" : "muted");
    }

    /** Keeps a tag for each environment, as cells are reused for other rows. */
    private static final class EnvironmentCell extends StackPane {
        private final Map<Environment, EnvironmentTag> tags = new EnumMap<>(Environment.class);

        EnvironmentCell() {
            setAlignment(Pos.CENTER_LEFT);
        }

        void show(FleetRow row) {
            EnvironmentTag tag =
                    tags.computeIfAbsent(row.target().environment(), EnvironmentTag::inTable);
            if (!getChildren().contains(tag)) {
                getChildren().setAll(tag);
            }
        }
    }

    private static final class LatencyCell extends HBox {
        private final Sparkline line = new Sparkline();
        private final Figure figure = new Figure();

        LatencyCell() {
            super(8, new StackPane());
            setAlignment(Pos.CENTER_LEFT);
            line.setPrefSize(20, 18);
            line.setMinHeight(18);
            line.setMaxHeight(18);
            HBox.setHgrow(line, Priority.ALWAYS);
            figure.setMinWidth(54);
            figure.setMaxWidth(54);
            getChildren().setAll(line, figure);
        }

        void show(FleetRow row) {
            line.show(row.recent(), row.sparkStart(), row.now().toEpochMilli());
            boolean slow = row.status("latency") == Status.WARN;
            boolean incident = row.status("latency") == Status.FAIL;
            String tone = row.stale() ? "stale" : incident ? "fail" : slow ? "warn" : "text";
            Tones.set(line, tone);
            figure.show(
                    Unit.MILLIS.words(row.p95()),
                    tone.equals("stale") || tone.equals("text") ? tone : tone + "-text");
        }
    }

    private static final class ConnectionsCell extends HBox {
        private final MeterBar bar = new MeterBar();
        private final Label used = Texts.whole("", "mono");
        private final Label most = Texts.whole("", "mono", "muted");

        ConnectionsCell() {
            super(4);
            setAlignment(Pos.CENTER_LEFT);
            bar.setPrefSize(44, 16);
            bar.setMinHeight(16);
            bar.setMaxHeight(16);
            HBox.setHgrow(bar, Priority.ALWAYS);
            HBox numbers = new HBox(used, most);
            numbers.setAlignment(Pos.CENTER_LEFT);
            numbers.setMinWidth(66);
            numbers.setMaxWidth(66);
            getChildren().addAll(bar, numbers);
        }

        void show(FleetRow row) {
            double limit = row.metric(Metric.MAX_CONNECTIONS);
            double now = row.metric(row.file() ? Metric.PROCESSES : Metric.CONNECTIONS);
            Thresholds lines = row.target().thresholds();
            bar.setVisible(limit > 0);
            bar.show(now, limit > 0 ? limit : 1, lines.poolWarn(), lines.poolLimit());
            Status status = row.status("connections");
            String tone =
                    row.stale()
                            ? "stale"
                            : status == Status.FAIL
                                    ? "fail"
                                    : now > lines.poolWarn() && limit > 0 ? "warn" : "text";
            Tones.set(bar, tone);
            Tones.set(used, row.stale() ? "stale" : "text");
            used.setText(Unit.COUNT.words(now));
            most.setText(
                    limit > 0
                            ? "/" + Unit.COUNT.words(limit)
                            : row.file() && now >= 0 ? " " + Messages.text("fleet.processes") : "");
        }
    }
}
