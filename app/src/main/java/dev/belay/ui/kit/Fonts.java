package dev.belay.ui.kit;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The two type faces of Belay, Inter and JetBrains Mono, as they come in their jars. */
public final class Fonts {
    public static final String SANS = "Inter";
    public static final String SANS_SEMIBOLD = "Inter SemiBold";
    public static final String MONO = "JetBrains Mono";

    private static final String FOLDER = "/com/formdev/flatlaf/fonts/";
    private static final List<String> FILES =
            List.of(
                    "inter/Inter-Regular.otf",
                    "inter/Inter-SemiBold.otf",
                    "jetbrains_mono/JetBrainsMono-Regular.ttf",
                    "jetbrains_mono/JetBrainsMono-Bold.ttf");
    private static final double ANY_SIZE = 13;

    private Fonts() {}

    /** Makes the faces known to JavaFX; calling it again does no harm. */
    public static void load() {
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + file)) {
                if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
                    throw new IllegalStateException("missing font " + file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        }
    }
}
