package dev.belay.ui.migrations;

import dev.belay.history.Migration;
import dev.belay.history.Scripts;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.DetailHead;
import dev.belay.ui.kit.SqlView;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;
import dev.belay.ui.migrations.MigrationsModel.Line;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/** The chosen migration: what became of it, its script, and the script that undoes it. */
final class Details extends VBox {
    private final Background background;
    private final DetailHead head =
            new DetailHead(
                    Messages.text("migrations.copy"),
                    () -> Buttons.copy(chosenView().selectedText()));
    private final GridPane facts = new GridPane(16, 5);
    private final SqlView script = new SqlView();
    private final SqlView undo = new SqlView();
    private final StackPane scriptPane = new StackPane();
    private final StackPane undoPane = new StackPane();
    private final Tab undoTab = new Tab(Messages.text("migrations.tab.undo"), undoPane);
    private final TabPane tabs = new TabPane();
    private @Nullable Line shown;

    Details(Background background) {
        this.background = background;
        getStyleClass().add("migration-details");
        script.setId("script");
        undo.setId("undo");
        setMinWidth(300);
        facts.setPadding(new Insets(2, 14, 12, 14));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs().addAll(new Tab(Messages.text("migrations.tab.script"), scriptPane), undoTab);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        getChildren().addAll(head, facts, tabs);
    }

    SqlView chosenView() {
        return tabs.getSelectionModel().getSelectedIndex() == 0 ? script : undo;
    }

    void toggleTab() {
        tabs.getSelectionModel()
                .select(tabs.getTabs().size() - 1 - tabs.getSelectionModel().getSelectedIndex());
    }

    void show(@Nullable Line line) {
        Line before = shown;
        shown = line;
        setVisible(line != null);
        if (line == null || line.equals(before)) {
            return;
        }
        Migration migration = line.migration();
        String name =
                migration.repeatable()
                        ? migration.description()
                        : Messages.text(
                                "migrations.title", line.version(), migration.description());
        String colour =
                switch (line.standing()) {
                    case FAILED -> "fail-text";
                    case CHANGED, MISSING -> "warn-text";
                    case PENDING -> "accent-text";
                    default -> "muted";
                };
        head.show(line.standing().kind(), name, migration.state().words(), colour);
        showFacts(line);
        // Only a version is undone; a repeatable is changed and runs again.
        if (migration.repeatable()) {
            tabs.getTabs().remove(undoTab);
        } else if (!tabs.getTabs().contains(undoTab)) {
            tabs.getTabs().add(undoTab);
        }
        load(migration.file(), script, scriptPane, line, missingScript(migration));
        load(migration.undoFile(), undo, undoPane, line, Messages.text("migrations.undo.none"));
    }

    private static String missingScript(Migration migration) {
        return Messages.text(
                migration.type().equals("JDBC")
                        ? "migrations.script.java"
                        : "migrations.script.missing");
    }

    private void showFacts(Line line) {
        Migration m = line.migration();
        facts.getChildren().clear();
        fact("script", Texts.withWhole(Texts.line(m.script(), "mono")));
        if (m.installedOn() != null) {
            fact("on", Texts.whole(Times.full(m.installedOn()), "mono"));
        }
        if (m.installedBy() != null && !m.installedBy().isBlank()) {
            fact("by", Texts.withWhole(Texts.line(m.installedBy())));
        }
        if (m.executionTime() != null) {
            fact("took", Texts.whole(took(m.executionTime()), "mono"));
        }
        fact("type", Texts.whole(m.type(), "mono"));
        fact("checksum", checksum(m));
    }

    /** The history counts whole milliseconds. */
    static String took(Duration took) {
        return took.isZero() ? Messages.text("migrations.took.less") : Units.duration(took);
    }

    private static Node checksum(Migration m) {
        Boolean matches = m.checksumMatches();
        if (matches == null) {
            return Texts.line(Messages.text("migrations.checksum.none"), "muted");
        }
        HBox told =
                new HBox(
                        6,
                        new StatusIcon(matches ? StatusIcon.Kind.OK : StatusIcon.Kind.WARN),
                        Texts.withWhole(
                                Texts.line(
                                        Messages.text(
                                                matches
                                                        ? "migrations.checksum.same"
                                                        : "migrations.checksum.differs"),
                                        matches ? "text" : "warn-text")));
        told.setAlignment(Pos.CENTER_LEFT);
        return told;
    }

    private void fact(String key, Node value) {
        int row = facts.getRowCount();
        facts.add(Texts.whole(Messages.text("migrations.fact." + key), "muted"), 0, row);
        facts.add(value, 1, row);
        GridPane.setHgrow(value, Priority.ALWAYS);
    }

    private void load(
            @Nullable Path file, SqlView view, StackPane pane, Line line, String instead) {
        view.show("");
        if (file == null) {
            pane.getChildren().setAll(Texts.wrapped(instead, "muted"));
            return;
        }
        pane.getChildren().setAll(view);
        Callable<Scripts.Text> read =
                () -> {
                    try {
                        return Scripts.text(file);
                    } catch (IOException e) {
                        throw Problem.of("migrations.read", file.toString(), ExitCode.NOT_FOUND)
                                .asException(e);
                    }
                };
        background.run(
                read,
                text -> {
                    if (line.equals(shown)) {
                        view.show(cut(text));
                    }
                },
                problem -> {
                    if (line.equals(shown)) {
                        pane.getChildren().setAll(Texts.wrapped(problem.line(), "muted"));
                    }
                });
    }

    private static String cut(Scripts.Text text) {
        return text.cut()
                ? text.text()
                        + "\n-- "
                        + Messages.text("migrations.script.cut", Units.size(Scripts.LARGEST_BYTES))
                : text.text();
    }
}
