package dev.belay.ui.shell;

import dev.belay.ui.kit.Screen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of the window and their screens, made when first shown. */
final class Pages {
    /** Targets whose screens are kept; the one left alone longest is closed. */
    static final int OPEN_TARGETS = 6;

    private final List<Page> pages;
    private final Map<String, Screen> alone = new HashMap<>();
    private final Map<String, Map<String, Screen>> ofTargets = new LinkedHashMap<>(16, 0.75f, true);

    Pages(List<Page> pages) {
        this.pages = List.copyOf(pages);
    }

    List<Page> all() {
        return pages;
    }

    List<Page> at(Page.Place place) {
        return pages.stream().filter(p -> p.place() == place).toList();
    }

    Page page(String id) {
        return pages.stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page " + id));
    }

    Screen screen(Page page, String target) {
        if (!page.ofTarget()) {
            return alone.computeIfAbsent(page.id(), id -> page.make().apply(""));
        }
        Screen screen =
                ofTargets
                        .computeIfAbsent(target, t -> new HashMap<>())
                        .computeIfAbsent(page.id(), id -> page.make().apply(target));
        if (ofTargets.size() > OPEN_TARGETS) {
            close(ofTargets.keySet().iterator().next());
        }
        return screen;
    }

    /** Open targets, the newest last. */
    List<String> openTargets() {
        return new ArrayList<>(ofTargets.keySet());
    }

    void close(String target) {
        Map<String, Screen> screens = ofTargets.remove(target);
        if (screens != null) {
            screens.values().forEach(Screen::close);
        }
    }

    void closeAll() {
        openTargets().forEach(this::close);
        alone.values().forEach(Screen::close);
        alone.clear();
    }
}
