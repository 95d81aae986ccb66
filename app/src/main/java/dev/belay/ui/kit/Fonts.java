package dev.belay.ui.kit;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The two type faces of Belay, Inter and JetBrains Mono, as they come in their jars. */
public final class Fonts {
    public static final String SANS = "Inter";
    public static final String SANS_SEMIBOLD = "Inter SemiBold";
    public static final String MONO = "JetBrains Mono";

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/";
    private static final List<String> SANS_FILES =
            List.of("inter/Inter-Regular.otf", "inter/Inter-SemiBold.otf");
    private static final List<String> MONO_FILES =
            List.of(
                    "jetbrains_mono/JetBrainsMono-Regular.ttf",
                    "jetbrains_mono/JetBrainsMono-Bold.ttf");
    private static final double ANY_SIZE = 13;

    private static final Set<String> LOADED = new HashSet<>();

    private Fonts() {}

    /** Makes the faces known to JavaFX; calling it again costs nothing. */
    public static void load() {
        loadSans();
        MONO_FILES.forEach(Fonts::load);
    }

    /** That of words alone, which the first picture needs. */
    public static void loadSans() {
        SANS_FILES.forEach(Fonts::load);
    }

    private static synchronized void load(String file) {
        if (LOADED.contains(file)) {
            return;
        }
        try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + file)) {
            if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
                throw new IllegalStateException("missing font " + file);
            }
            LOADED.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
