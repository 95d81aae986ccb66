package dev.belay.ui.locks;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.session.Frozen;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** How many wait, and what can be done with the page: stand still, look more often, be copied. */
final class LocksBar extends HBox {
    private final Label count = Texts.whole("", "strong");
    private final Label more = Texts.withWhole(Texts.line("", "muted"));
    private final Button freeze;
    private final MenuButton rate = new MenuButton();

    LocksBar(Runnable toggle, Consumer<Boolean> fast, Runnable copy) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(7, 12, 5, 12));
        freeze = Frozen.freeze(toggle);
        rate.getItems().addAll(item("usual", () -> fast.accept(false)));
        rate.getItems().addAll(item("fast", () -> fast.accept(true)));
        rate.setMinWidth(USE_PREF_SIZE);
        Button text = Buttons.plain(Messages.text("locks.copy"), copy);
        text.setGraphic(new Icon(Icon.Shape.COPY));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        more.setMinWidth(0);
        getChildren().addAll(count, more, gap, freeze, rate, text);
    }

    private static MenuItem item(String key, Runnable run) {
        MenuItem item = new MenuItem(Messages.text("locks.rate." + key));
        item.setOnAction(e -> run.run());
        return item;
    }

    private static String left(Duration fast) {
        long minutes = fast.plusSeconds(59).toMinutes();
        return minutes > 1
                ? Units.duration(Duration.ofMinutes(minutes))
                : Units.duration(Duration.ofSeconds(Math.max(0, fast.toSeconds())));
    }

    void show(String first, String rest) {
        count.setText(first);
        more.setText(rest);
    }

    /**
     * How often it is read, and how long still where that was asked for; what stands still cannot
     * be frozen again.
     */
    void show(Duration rhythm, @Nullable Duration fast, boolean frozen) {
        double seconds = rhythm.toMillis() / 1000.0;
        String number =
                String.format(Locale.ROOT, seconds < 1 ? "%.2f" : "%.1f", seconds)
                        .replaceAll("\\.?0+$", "");
        String every = Messages.text("locks.rate", number);
        rate.setText(fast == null ? every : Messages.text("locks.rate.left", every, left(fast)));
        freeze.setDisable(frozen);
    }
}
