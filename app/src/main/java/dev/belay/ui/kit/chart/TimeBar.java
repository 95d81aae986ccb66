package dev.belay.ui.kit.chart;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;

import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanExpression;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;

/**
 * The bar below every page: pause, how far back the charts go, the last hour with its marks and
 * what of it the charts show, and the clock. It keeps the window's time while it is on screen.
 */
public final class TimeBar extends HBox {
    private static final double SIDE = 148;
    private static final Duration LONG_STEP = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofSeconds(1);
    private final TimeWindow window;
    private final Button pause = new Button();
    private final Circle dot = new Circle(4.5);
    private final Label state = new Label();
    private final Label clock = new Label();
    private final HourStrip strip;
    private Subscription seconds = Subscription.EMPTY;

    public TimeBar(TimeWindow window, Clock source) {
        this.window = window;
        this.strip = new HourStrip(window);
        getStyleClass().add("time-bar");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(strip, Priority.ALWAYS);
        getChildren().addAll(controls(), strip, live());
        getChildren().forEach(part -> show(part, window.idle().not()));
        Region nothing = nothing();
        show(nothing, window.idle());
        getChildren().add(nothing);
        strip.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        window.pausedAt().addListener((of, old, now) -> showState());
        window.now().addListener((of, old, now) -> showState());
        window.silent().addListener((of, old, now) -> showState());
        showState();
        // A bar that left its scene must not keep the clock, nor be kept by it.
        sceneProperty()
                .addListener(
                        (of, old, now) -> {
                            seconds.unsubscribe();
                            seconds =
                                    now == null
                                            ? Subscription.EMPTY
                                            : Ages.everySecond(() -> window.tick(source.instant()));
                        });
    }

    /** Stands in place of all else while nothing is watched. */
    private Region nothing() {
        HBox nothing =
                new HBox(
                        8,
                        new Icon(Icon.Shape.CLOCK),
                        Texts.line(Messages.text("chart.nothing"), "muted"));
        nothing.setAlignment(Pos.CENTER_LEFT);
        nothing.getStyleClass().add("time-bar-controls");
        return nothing;
    }

    private static void show(Node part, BooleanExpression when) {
        part.visibleProperty().bind(when);
        part.managedProperty().bind(when);
    }

    /** What the charts show now, which is less than was chosen while there are few readings. */
    private final class ShownRange extends ListCell<TimeWindow.Range> {
        ShownRange() {
            InvalidationListener again = of -> show();
            window.range().addListener(again);
            window.now().addListener(again);
            window.earliest().addListener(again);
            show();
        }

        private void show() {
            Duration shown = Duration.between(window.start(), window.end());
            TimeWindow.Range range = window.range().get();
            setText(
                    shown.equals(range.length())
                            ? range.toString()
                            : Messages.text("chart.range.minutes", shown.toMinutes()));
        }

        @Override
        protected void updateItem(TimeWindow.@Nullable Range item, boolean empty) {
            super.updateItem(item, empty);
            show();
        }
    }

    private Region controls() {
        pause.getStyleClass().add("pause");
        pause.setOnAction(e -> window.toggle());
        ComboBox<TimeWindow.Range> range =
                new ComboBox<>(FXCollections.observableArrayList(TimeWindow.Range.values()));
        range.valueProperty().bindBidirectional(window.range());
        range.setButtonCell(new ShownRange());
        range.setAccessibleText(Messages.text("chart.range"));
        range.setTooltip(new Tooltip(Messages.text("chart.range")));
        range.setPrefWidth(90);
        range.setMinWidth(90);
        HBox controls = new HBox(6, pause, range);
        controls.setAlignment(Pos.CENTER_LEFT);
        controls.getStyleClass().add("time-bar-controls");
        controls.setMinWidth(SIDE);
        controls.setMaxWidth(SIDE);
        return controls;
    }

    private Region live() {
        state.getStyleClass().add("strong");
        clock.getStyleClass().add("mono");
        HBox live = new HBox(6, dot, state, clock);
        live.setAlignment(Pos.CENTER_LEFT);
        live.getStyleClass().add("time-bar-live");
        live.setMinWidth(SIDE + 2);
        live.setMaxWidth(SIDE + 2);
        return live;
    }

    private void showState() {
        boolean paused = window.pausedAt().get() != null;
        String action = Messages.text(paused ? "chart.resume" : "chart.pause");
        if (!action.equals(pause.getAccessibleText())) {
            pause.setAccessibleText(action);
            pause.setTooltip(new Tooltip(action));
            pause.setGraphic(
                    new Icon(
                            paused ? Icon.Shape.PLAY : Icon.Shape.PAUSE,
                            paused ? "accent" : "text-coloured"));
        }
        boolean live = !paused && !window.silent().get();
        state.setText(
                Messages.text(paused ? "chart.paused" : live ? "chart.live" : "chart.silent"));
        dot.getStyleClass().setAll(live ? "live-dot" : "paused-dot");
        state.getStyleClass().removeAll("muted", "accent-text");
        state.getStyleClass().add(live ? "accent-text" : "muted");
        clock.setText(TimeAxis.clock(window.end().toEpochMilli()));
    }

    private void key(KeyEvent event) {
        boolean handled = true;
        switch (event.getCode()) {
            case LEFT -> window.step((event.isShiftDown() ? LONG_STEP : STEP).negated());
            case RIGHT -> window.step(event.isShiftDown() ? LONG_STEP : STEP);
            case OPEN_BRACKET -> window.toMark(false);
            case CLOSE_BRACKET -> window.toMark(true);
            case ESCAPE -> {
                handled = window.cursor().get() != null;
                window.cursor().set(null);
            }
            default -> handled = event.getCode() == KeyCode.UNDEFINED;
        }
        if (handled) {
            event.consume();
        }
    }

    @Override
    public String getUserAgentStylesheet() {
        return Sheet.URL;
    }
}
