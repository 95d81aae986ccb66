package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All checks of a target. While the pointer is on them, none changes its place. */
final class ChecksPane extends BorderPane {
    static final double WIDTH = 352;
    private final Label summary = Texts.whole("", "small", "muted");
    private final VBox rows = new VBox();
    private final Map<String, CheckRow> known = new HashMap<>();
    private List<CheckLine> shown = List.of();

    ChecksPane() {
        getStyleClass().add("checks");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head =
                new HBox(8, Texts.whole(Messages.text("overview.checks"), "strong"), gap, summary);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(0, 12, 0, 12));
        head.getStyleClass().add("checks-head");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        setTop(head);
        setCenter(scroll);
    }

    /** Shows the checks, grey if they are told from memory; {@code words} stand above them. */
    void show(List<CheckLine> lines, String words, boolean stale) {
        summary.setText(words);
        List<CheckLine> placed = rows.isHover() ? inPlace(lines) : lines;
        List<Node> nodes = new ArrayList<>();
        for (CheckLine line : placed) {
            CheckRow row = known.computeIfAbsent(line.name(), n -> new CheckRow());
            row.show(line, stale);
            nodes.add(row);
        }
        shown = placed;
        if (!nodes.equals(rows.getChildren())) {
            rows.getChildren().setAll(nodes);
        }
    }

    private List<CheckLine> inPlace(List<CheckLine> lines) {
        List<String> order = shown.stream().map(CheckLine::name).toList();
        return lines.stream()
                .sorted(
                        Comparator.comparingInt(
                                l ->
                                        order.contains(l.name())
                                                ? order.indexOf(l.name())
                                                : order.size()))
                .toList();
    }
}
