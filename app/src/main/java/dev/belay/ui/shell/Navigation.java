package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.View;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The pages at the left: those that stand alone, those of the open target, targets at the foot. */
final class Navigation extends VBox {
    static final double WIDE = 148;
    static final double NARROW = 44;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Pages pages;
    private final Opener opener;
    private final List<Entry> entries = new ArrayList<>();
    private boolean narrow;

    /** Opens a page; the target's name is empty for a page that stands alone. */
    @FunctionalInterface
    interface Opener {
        void open(String page, String target);
    }

    Navigation(Pages pages, Opener opener) {
        this.pages = pages;
        this.opener = opener;
        getStyleClass().add("navigation");
        setPadding(new Insets(8, 0, 8, 0));
    }

    /**
     * Builds the entries anew.
     *
     * @param open the target whose pages stand in the middle, or empty
     * @param opened names and conditions of targets opened before, shown where no target is open
     */
    void show(String page, String open, List<View> opened) {
        entries.clear();
        getChildren().clear();
        pages.at(Page.Place.TOP).forEach(p -> add(p, "", page));
        if (!open.isEmpty()) {
            section(open);
            pages.at(Page.Place.TARGET).forEach(p -> add(p, open, page));
        } else if (!opened.isEmpty()) {
            section(Messages.text("ui.navigation.open"));
            opened.forEach(this::addTarget);
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().add(gap);
        pages.at(Page.Place.BOTTOM).forEach(p -> add(p, "", page));
        narrow(narrow);
    }

    /** Only icons, 44 px. */
    void narrow(boolean icons) {
        narrow = icons;
        setMinWidth(icons ? NARROW : WIDE);
        setMaxWidth(icons ? NARROW : WIDE);
        getChildren().stream()
                .filter(n -> n.getStyleClass().contains("navigation-section"))
                .forEach(n -> n.setVisible(!icons));
        entries.forEach(e -> e.narrow(icons));
    }

    /** The numbers beside the pages of a target, and the marks of those opened before. */
    void update(View view) {
        for (Entry entry : entries) {
            if (entry.target.equals(view.target().name())) {
                entry.update(view);
            }
        }
    }

    private void section(String title) {
        Label label = Texts.withWhole(Texts.line(title, "small", "muted", "navigation-section"));
        label.setPadding(new Insets(14, 8, 7, 14));
        getChildren().add(label);
    }

    private void add(Page page, String target, String chosen) {
        Entry entry = new Entry(page.title(), new Icon(page.icon()), target, page);
        entry.pseudoClassStateChanged(CHOSEN, page.id().equals(chosen));
        entry.setOnAction(e -> opener.open(page.id(), target));
        addEntry(entry);
    }

    private void addTarget(View view) {
        String name = view.target().name();
        Page first = pages.at(Page.Place.TARGET).getFirst();
        Entry entry =
                new Entry(name, new StatusIcon(StatusIcon.Kind.of(view.condition())), name, null);
        entry.setOnAction(e -> opener.open(first.id(), name));
        addEntry(entry);
    }

    private void addEntry(Entry entry) {
        entries.add(entry);
        getChildren().add(entry);
    }

    private static final class Entry extends Button {
        private final String target;
        private final @Nullable Page page;
        private final Node mark;
        private final Label title;
        private final Label badge;
        private final HBox row;

        Entry(String text, Node mark, String target, @Nullable Page page) {
            this.target = target;
            this.page = page;
            this.mark = mark;
            this.title = Texts.line(text, "navigation-title");
            this.badge = Texts.whole("", "mono", page == null ? "muted" : page.badgeColour());
            getStyleClass().setAll("navigation-entry");
            setAccessibleText(text);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(9, mark, title, gap, badge);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.prefWidthProperty().bind(widthProperty().subtract(24));
            setGraphic(row);
            setMaxWidth(Double.MAX_VALUE);
            setMinWidth(0);
        }

        void narrow(boolean icons) {
            title.setVisible(!icons);
            title.setManaged(!icons);
            badge.setManaged(!icons);
            badge.setVisible(!icons);
            setTooltip(icons ? new Tooltip(title.getText()) : null);
        }

        void update(View view) {
            if (page != null) {
                badge.setText(page.badge().apply(view));
            } else if (mark instanceof StatusIcon icon) {
                icon.show(StatusIcon.Kind.of(view.condition()));
            }
        }
    }
}
