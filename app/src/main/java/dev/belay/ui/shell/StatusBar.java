package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Spans;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Cost;
import dev.belay.watch.View;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The foot of the window: what Belay is doing and costs, and how fast the window answers. */
final class StatusBar extends HBox {
    private static final int MOST_CONNECTIONS = 3;
    private static final int NAME = 24;

    private final Spans doing = new Spans();
    private final Spans answers = new Spans();
    private final RunningNote note;

    /**
     * @param look opens what runs
     */
    StatusBar(Runnable help, Consumer<Running> look) {
        super(12);
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        setFillHeight(false);
        setPadding(new Insets(1, 12, 0, 12));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button f1 = Buttons.plain("F1", help);
        f1.getStyleClass().setAll("keycap", "key-button");
        f1.setFocusTraversable(false);
        f1.setAccessibleText(Messages.text("ui.help.title"));
        note = new RunningNote(look);
        getChildren().addAll(note, doing, gap, answers, f1);
    }

    /**
     * @param open the target in sight, or null
     */
    void update(List<View> all, @Nullable View open, StallWatch.Pauses pauses, Instant now) {
        doing.show(open == null ? fleet(all) : target(open, all, now));
        answers.show(Messages.text("ui.bar.answers", value(Units.duration(pauses.recent()))));
    }

    /** The operations that run, or ended unseen. */
    void show(List<Running> running) {
        note.show(running);
    }

    /** What it says, for tests and for the diagnostics. */
    String text() {
        return doing.text();
    }

    private static String fleet(List<View> all) {
        if (all.isEmpty()) {
            return Messages.text("ui.bar.nothing");
        }
        long watched = all.stream().filter(v -> v.condition() != View.Condition.PAUSED).count();
        String text =
                Messages.text("ui.bar.watching", value(watched), Integer.toString(all.size()))
                        + gap()
                        + Messages.text("ui.bar.answering", value(answering(all)));
        View dearest =
                all.stream()
                        .max(Comparator.comparingDouble(v -> v.cost().millisPerSecond()))
                        .orElseThrow();
        double mean = all.stream().mapToDouble(v -> v.cost().millisPerSecond()).average().orElse(0);
        String cost =
                all.size() == 1
                        ? Messages.text("ui.bar.cost.one", value(millis(mean) + " ms/s"))
                        : Messages.text(
                                "ui.bar.cost",
                                value(millis(mean) + " ms/s"),
                                Texts.middle(dearest.target().name(), NAME),
                                value(millis(dearest.cost().millisPerSecond())),
                                millis(Cost.BUDGET));
        return text + gap() + cost;
    }

    private static String target(View view, List<View> all, Instant now) {
        String name = Texts.middle(view.target().name(), NAME);
        if (view.stale(now)) {
            String age =
                    view.lastSeen()
                            .map(at -> Duration.between(at, now))
                            .map(a -> Messages.text("ui.bar.lost", name, value(Units.duration(a))))
                            .orElseGet(() -> Messages.text("ui.bar.never", name));
            long others = all.stream().filter(v -> !v.equals(view) && answers(v)).count();
            String key = others == 1 ? "ui.bar.other" : "ui.bar.others";
            return age + gap() + Messages.text(key, value(others));
        }
        Cost cost = view.cost();
        return Messages.text(
                        "ui.bar.target",
                        name,
                        value(millis(cost.millisPerSecond())),
                        millis(Cost.BUDGET))
                + gap()
                + Messages.text("ui.bar.statements", value(millis(cost.statementsPerSecond())))
                + gap()
                + Messages.text(
                        "ui.bar.connections",
                        value(cost.connections()),
                        Integer.toString(MOST_CONNECTIONS))
                + gap()
                + Messages.text(
                        "ui.bar.reading", value(Units.duration(view.age(now).orElseThrow())));
    }

    private static long answering(List<View> all) {
        return all.stream().filter(StatusBar::answers).count();
    }

    private static boolean answers(View view) {
        return view.link() instanceof dev.belay.watch.Link.Live;
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value).replace(".0", "");
    }

    private static String value(Object value) {
        return "*" + value + "*";
    }

    private static String gap() {
        return "\u2003";
    }
}
