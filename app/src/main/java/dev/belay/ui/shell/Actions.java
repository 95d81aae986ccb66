package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Theme;
import dev.belay.watch.Watch;

import java.util.ArrayList;
import java.util.List;

/** What can be done from anywhere in the window: pages, targets, theme, help. */
final class Actions {
    private static final int DIGITS = 9;

    private final Shell shell;
    private final Pages pages;
    private final Theme theme;
    private final List<Action> more;

    Actions(Shell shell, Pages pages, Theme theme, List<Action> more) {
        this.shell = shell;
        this.pages = pages;
        this.theme = theme;
        this.more = List.copyOf(more);
    }

    /** What can be done while a sheet lies above the pages. */
    List<Action> ofSheet() {
        List<Action> all = new ArrayList<>(window());
        all.addAll(more);
        return all;
    }

    List<Action> of(String open, List<Watch> watches) {
        List<Action> all = new ArrayList<>();
        int digit = 1;
        for (Page page : pages.all()) {
            boolean inNavigation =
                    page.place() != Page.Place.PALETTE_ONLY
                            && (!page.ofTarget() || !open.isEmpty());
            String keys = inNavigation && digit <= DIGITS ? "Alt+" + digit++ : "";
            if (!page.ofTarget()) {
                String title = Messages.text("ui.action.page", page.title());
                all.add(Action.of(title, keys, () -> shell.open(page.id())));
            } else if (!open.isEmpty()) {
                all.add(open(page, open, keys));
            }
        }
        for (Watch watch : watches) {
            String name = watch.target().name();
            if (!name.equals(open)) {
                pages.at(Page.Place.TARGET).forEach(page -> all.add(open(page, name, "")));
            }
        }
        all.addAll(window());
        all.addAll(more);
        return all;
    }

    private Action open(Page page, String target, String keys) {
        String title = Messages.text("ui.action.target", page.title(), target);
        return Action.of(title, keys, () -> shell.open(page.id(), target));
    }

    private List<Action> window() {
        return List.of(
                action("palette", "Ctrl+K", shell::openPalette),
                action("filter", "/", shell::filter),
                action("back", "Esc", shell::escape),
                action("help", "F1", shell::openHelp),
                action("dark", "", () -> theme.choose(Theme.Choice.DARK)),
                action("light", "", () -> theme.choose(Theme.Choice.LIGHT)),
                action("system", "", () -> theme.choose(Theme.Choice.SYSTEM)),
                shell.armAction());
    }

    private static Action action(String key, String keys, Runnable run) {
        return Action.of(Messages.text("ui.action." + key), keys, run);
    }
}
