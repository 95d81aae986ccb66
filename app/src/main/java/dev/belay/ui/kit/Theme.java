package dev.belay.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;

/** The look of every window: dark or light, after the system unless the user has chosen. */
public final class Theme {
    /** What the user wants. */
    public enum Choice {
        SYSTEM,
        DARK,
        LIGHT
    }

    private static final String FOLDER = "/dev/belay/ui/";

    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(true);
    private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());
    private final Platform.Preferences system = Platform.getPreferences();
    private final ReadOnlyObjectWrapper<Choice> choice = new ReadOnlyObjectWrapper<>(Choice.SYSTEM);

    /** Loads the fonts and begins to follow the system. To be made on the JavaFX thread. */
    public Theme() {
        Fonts.load();
        system.colorSchemeProperty().subscribe(this::update);
        update();
    }

    public Choice choice() {
        return choice.get();
    }

    public void choose(Choice wanted) {
        choice.set(wanted);
        update();
    }

    /** What the user wants, to be kept by whoever listens. */
    public ReadOnlyObjectProperty<Choice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** True while the dark theme is shown. */
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    public boolean isDark() {
        return dark.get();
    }

    /** True if the system asks for less motion; then only countdowns move. */
    public boolean reducesMotion() {
        return system.isReducedMotion();
    }

    /** Dresses a scene, and again whenever the theme changes. */
    public void dress(Scene scene) {
        scenes.add(scene);
        scene.getStylesheets().setAll(stylesheets());
    }

    /** Dresses something that has no scene of its own, such as the pane of a dialog. */
    public void dress(Parent parent) {
        parent.getStylesheets().setAll(stylesheets());
    }

    private void update() {
        boolean wantsDark = dark(choice.get());
        String base =
                wantsDark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet();
        if (!base.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(base);
        }
        dark.set(wantsDark);
        List<String> sheets = stylesheets();
        scenes.forEach(scene -> scene.getStylesheets().setAll(sheets));
    }

    /** Whether that is the dark theme, as the system is now. JavaFX thread. */
    public static boolean dark(Choice wanted) {
        return switch (wanted) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private List<String> stylesheets() {
        return List.of(
                url(FOLDER + "controlsfx.css"), url(FOLDER + "belay.css"), url(sheet(isDark())));
    }

    /** The resource with the colours of a theme. */
    static String sheet(boolean dark) {
        return FOLDER + (dark ? "dark.css" : "light.css");
    }

    private static String url(String name) {
        URL url = Theme.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
