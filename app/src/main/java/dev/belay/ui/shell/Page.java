package dev.belay.ui.shell;

import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.watch.View;

import java.util.function.Function;

/**
 * A place of the navigation.
 *
 * @param id names it in {@code Desk.open}
 * @param make makes its screen for a target, whose name is empty for a page that stands alone
 * @param badge the number beside it, empty for none; asked once a second for a target's page
 * @param badgeColour the style class of that number
 */
public record Page(
        String id,
        String title,
        Icon.Shape icon,
        Place place,
        Function<String, Screen> make,
        Function<View, String> badge,
        String badgeColour) {
    /** Where it stands in the navigation. */
    public enum Place {
        TOP,
        TARGET,
        BOTTOM,
        PALETTE_ONLY
    }

    public Page(
            String id, String title, Icon.Shape icon, Place place, Function<String, Screen> make) {
        this(id, title, icon, place, make, view -> "");
    }

    public Page(
            String id,
            String title,
            Icon.Shape icon,
            Place place,
            Function<String, Screen> make,
            Function<View, String> badge) {
        this(id, title, icon, place, make, badge, "muted");
    }

    public boolean ofTarget() {
        return place == Place.TARGET;
    }
}
