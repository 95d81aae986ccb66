package dev.belay.ui.fleet;

import dev.belay.message.Messages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.View;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How many targets stand how; each count is a filter. */
final class Chips extends HBox {
    private record Chip(ToggleButton button, Label count) {}

    private final Map<View.Condition, Chip> chips = new EnumMap<>(View.Condition.class);
    private final FleetModel model;

    Chips(FleetModel model) {
        super(8);
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        for (View.Condition condition : View.Condition.values()) {
            Chip chip = chip(condition);
            chips.put(condition, chip);
            getChildren().add(chip.button());
        }
        model.conditions().addListener((of, old, now) -> select(now));
    }

    private Chip chip(View.Condition condition) {
        String word = Messages.text("fleet.condition." + condition.name().toLowerCase(Locale.ROOT));
        Label count = Texts.whole("", "semibold", "count");
        HBox inside =
                new HBox(
                        6,
                        new StatusIcon(StatusIcon.Kind.of(condition)),
                        count,
                        Texts.whole(word, "small"));
        inside.setAlignment(Pos.CENTER_LEFT);
        ToggleButton button = new ToggleButton();
        button.setGraphic(inside);
        button.getStyleClass().add("chip");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> choose());
        return new Chip(button, count);
    }

    private void choose() {
        Set<View.Condition> chosen = new TreeSet<>();
        chips.forEach(
                (condition, chip) -> {
                    if (chip.button().isSelected()) {
                        chosen.add(condition);
                    }
                });
        model.conditions().set(Set.copyOf(chosen));
    }

    private void select(Set<View.Condition> chosen) {
        chips.forEach((condition, chip) -> chip.button().setSelected(chosen.contains(condition)));
    }

    /** Shows the counts; a condition that nobody has takes no room. */
    void update() {
        Map<View.Condition, Integer> counts = model.counts();
        chips.forEach(
                (condition, chip) -> {
                    int count = counts.getOrDefault(condition, 0);
                    chip.count().setText(Integer.toString(count));
                    boolean there = count > 0 || chip.button().isSelected();
                    chip.button().setVisible(there);
                    chip.button().setManaged(there);
                    chip.button()
                            .setAccessibleText(
                                    Messages.text(
                                            "fleet.chip."
                                                    + condition.name().toLowerCase(Locale.ROOT),
                                            Integer.toString(count)));
                });
    }
}
