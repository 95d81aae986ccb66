package dev.belay.ui.backups;

import dev.belay.message.Messages;
import dev.belay.ui.kit.chart.DayStrip;
import dev.belay.ui.kit.chart.DayStrip.Bar;
import dev.belay.ui.kit.chart.DayStrip.Look;

import javafx.geometry.Insets;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The last days of backups side by side: a small or missing one is seen at once. */
final class Strip extends StackPane {
    /** What most days of most targets need; more fit on no small window. */
    private static final int MOST = 27;

    private final Consumer<Line> select;
    private final DayStrip days = new DayStrip(this::clicked);
    private List<BackupsModel.Slot> slots = List.of();

    Strip(Consumer<Line> select) {
        this.select = select;
        setPadding(new Insets(0, 12, 0, 12));
        getChildren().add(days);
    }

    void show(BackupsModel model, @Nullable Line chosen, Instant now) {
        slots = model.slots(MOST);
        long most =
                slots.stream()
                        .map(BackupsModel.Slot::line)
                        .mapToLong(line -> line == null ? 0 : line.bytes())
                        .max()
                        .orElse(0);
        int at = -1;
        for (int i = 0; i < slots.size(); i++) {
            if (chosen != null && chosen.equals(slots.get(i).line())) {
                at = i;
            }
        }
        days.show(slots.stream().map(slot -> bar(slot, most, now)).toList(), at);
    }

    private void clicked(int place) {
        Line line = slots.get(place).line();
        if (line != null) {
            select.accept(line);
        }
    }

    private static Bar bar(BackupsModel.Slot slot, long most, Instant now) {
        String label = slot.first() ? Integer.toString(slot.day().getDayOfMonth()) : "";
        Line line = slot.line();
        if (line == null) {
            return new Bar(label, 0, Look.EMPTY, null, Messages.text("backups.day.none"));
        }
        // One that failed has no size; as high as the others, it is missed among them.
        double height = line.bytes() < 0 || most == 0 ? 1 : (double) line.bytes() / most;
        return new Bar(
                label,
                height,
                look(line),
                line.kind(),
                Messages.text(
                        "backups.day",
                        Taken.text(line.taken(), now),
                        line.size(),
                        line.standing()));
    }

    private static Look look(Line line) {
        return switch (line.kind()) {
            case PROVEN -> Look.FILLED;
            case WARN -> Look.WARNING;
            case FAIL -> Look.BROKEN;
            default -> Look.OUTLINED;
        };
    }
}
