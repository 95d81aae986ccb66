package dev.belay.ui.kit;

import javafx.scene.paint.Color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The colours of a theme by their roles, for what is painted before style sheets are read. */
public final class Roles {
    private static final String PREFIX = "-bl-";

    private final Map<String, Color> colours = new HashMap<>();

    private Roles(String sheet) {
        for (String line : sheet.split("\n")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).replace(';', ' ').strip();
            if (name.startsWith(PREFIX) && value.startsWith("#")) {
                colours.put(name.substring(PREFIX.length()), Color.web(value));
            }
        }
    }

    /** Those of the dark theme or the light one, from its sheet. */
    public static Roles of(boolean dark) {
        try (InputStream in = Roles.class.getResourceAsStream(Theme.sheet(dark))) {
            byte[] sheet = Objects.requireNonNull(in).readAllBytes();
            return new Roles(new String(sheet, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The colour of a role, as {@code surface} or {@code ok}.
     *
     * @throws NullPointerException if there is no such role
     */
    public Color of(String role) {
        return Objects.requireNonNull(colours.get(role), role);
    }
}
