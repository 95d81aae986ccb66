package dev.belay;

import dev.belay.message.BelayException;
import dev.belay.store.Home;
import dev.belay.ui.kit.Theme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The look that was chosen, kept from start to start: a file of one word beside the store, since
 * the first frame is drawn before the store is opened.
 */
final class KeptTheme {
    private static final Logger LOG = LoggerFactory.getLogger(KeptTheme.class);
    private static final int LONGEST = 16;

    private KeptTheme() {}

    /** Dresses the window as it was last, and keeps every later choice. */
    static void follow(Theme theme, Home home) {
        theme.choose(choice(home));
        theme.choiceProperty()
                .addListener((_, _, now) -> Thread.startVirtualThread(() -> write(home, now)));
    }

    /** What was chosen last. */
    static Theme.Choice choice(Home home) {
        return read(file(home));
    }

    private static Path file(Home home) {
        return home.data().resolve("theme");
    }

    private static Theme.Choice read(Path file) {
        try {
            String word = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
            return Theme.Choice.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IOException | IllegalArgumentException e) {
            return Theme.Choice.SYSTEM; // nothing was chosen yet, or nothing that is known
        }
    }

    private static synchronized void write(Home home, Theme.Choice choice) {
        try {
            Files.writeString(file(home.create()), choice.name().toLowerCase(Locale.ROOT) + "\n");
        } catch (IOException | BelayException e) {
            LOG.warn("The chosen theme was not kept", e);
        }
    }
}
