package dev.belay.ui.kit;

import java.util.function.Supplier;

/**
 * Something the user can do, found in the palette and, where it has keys, by them.
 *
 * @param title a verb with its object: {@code Reload the history}
 * @param keys {@code Ctrl+R}, {@code F5}, {@code /}; empty for none. Ctrl is the platform's
 *     shortcut key
 * @param whyOff the reason why it cannot be done now, empty if it can
 * @param run on the JavaFX thread
 */
public record Action(String title, String keys, Supplier<String> whyOff, Runnable run) {

    public static Action of(String title, String keys, Runnable run) {
        return new Action(title, keys, () -> "", run);
    }

    public boolean isOn() {
        return whyOff.get().isEmpty();
    }

    /** The keys as they stand on caps: {@code Ctrl R}. */
    public String caps() {
        return keys.replaceAll("(?<=.)\\+(?=.)", " ");
    }
}
