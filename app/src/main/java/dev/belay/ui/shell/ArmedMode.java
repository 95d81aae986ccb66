package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.operation.Arming;
import dev.belay.target.Target;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Toasts;
import dev.belay.watch.Watches;

import javafx.geometry.Insets;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The window's part in arming: the frame, the key, the word when the time is over. */
final class ArmedMode {
    private final Armaments armaments;
    private final ArmedFrame frame = new ArmedFrame(this::toggle);
    private final Supplier<String> open;

    /**
     * @param open the target in sight, or empty
     */
    ArmedMode(Watches watches, Arming arming, Clock clock, Supplier<String> open, Toasts toasts) {
        this.open = open;
        armaments =
                new Armaments(
                        watches,
                        arming,
                        clock,
                        over -> toasts.note(Messages.text("ui.armed.over", over.name())));
    }

    ArmedFrame frame() {
        return frame;
    }

    /** Arms the target in sight, or disarms what the frame shows. */
    void toggle() {
        armaments.toggle(open.get());
    }

    Action action() {
        boolean armed = frame.isVisible();
        return new Action(
                Messages.text(armed ? "ui.action.disarm" : "ui.action.arm"),
                "Ctrl+Shift+A",
                () -> armed || !open.get().isEmpty() ? "" : Messages.text("ui.arm.none"),
                this::toggle);
    }

    /** How long a target stays armed, empty if it is only watched. */
    Optional<String> left(Target target) {
        return armaments.of(target).map(Armaments.Countdown::left);
    }

    /** Shows what is armed now, and tells how much room that takes from the window. */
    Insets show() {
        List<Armaments.Countdown> armed = armaments.look(open.get());
        frame.show(armed);
        return armed.isEmpty() ? Insets.EMPTY : ArmedFrame.INSETS;
    }
}
