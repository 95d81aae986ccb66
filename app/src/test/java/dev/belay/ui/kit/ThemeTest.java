package dev.belay.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Environment;

import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;

class ThemeTest {

    @Test
    void theLegendIsDrawnInBothThemesWithoutAWarningOfItsStylesheets() {
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("kit-legend", Toolkit.WIDTH, Toolkit.HEIGHT, ThemeTest::legend);
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void theChosenThemeDecidesTheColours() {
        Theme theme = Toolkit.onFx(Theme::new);
        Label label = new Label("x");
        Scene scene = Toolkit.onFx(() -> new Scene(new VBox(label), 100, 100));
        Toolkit.runOnFx(() -> theme.dress(scene));
        Toolkit.runOnFx(() -> theme.choose(Theme.Choice.DARK));
        Toolkit.runOnFx(label::applyCss);
        assertThat(label.getTextFill()).isEqualTo(Color.web("#d9e0e8"));
        assertThat(theme.isDark()).isTrue();
        Toolkit.runOnFx(() -> theme.choose(Theme.Choice.LIGHT));
        Toolkit.runOnFx(label::applyCss);
        assertThat(label.getTextFill()).isEqualTo(Color.web("#1d2630"));
        assertThat(label.getFont().getFamily()).isEqualTo(Fonts.SANS);
    }

    private static Parent legend() {
        VBox left = new VBox(8);
        for (StatusIcon.Kind kind : StatusIcon.Kind.values()) {
            left.getChildren().add(row(new StatusIcon(kind), label(kind.name(), "text")));
        }
        for (Environment e : Environment.values()) {
            left.getChildren().add(row(EnvironmentTag.inHeader(e), EnvironmentTag.inTable(e)));
        }
        FlowPane icons = new FlowPane(10, 10);
        for (Icon.Shape shape : Icon.Shape.values()) {
            icons.getChildren()
                    .add(shape == Icon.Shape.LOGO ? new Icon(shape, "logo") : new Icon(shape));
        }
        left.getChildren().add(icons);
        Button off = new Button("Plan cancel…");
        off.setDisable(true);
        Button focused = new Button("Focused");
        focused.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
        TextField field = new TextField("app");
        TextField invalid = new TextField("70000");
        invalid.getStyleClass().add("invalid");
        TextField prompt = new TextField();
        prompt.setPromptText("postgresql://user@host:5432/database");
        prompt.getStyleClass().add("mono");
        ComboBox<String> combo = new ComboBox<>(FXCollections.observableArrayList("verify-full"));
        combo.getSelectionModel().select(0);
        CheckBox check = new CheckBox("Ask again");
        check.setSelected(true);
        VBox middle =
                new VBox(
                        12,
                        row(button("Back up now", "primary"), new Button("Arm…"), focused),
                        row(button("Plan terminate…", "danger"), off, label("off", "muted")),
                        row(
                                label("ROW EXCLUSIVE", "tag"),
                                label("ACCESS EXCLUSIVE", "tag", "fail"),
                                label("Ctrl K", "keycap")),
                        field,
                        invalid,
                        label("A port is a number from 1 to 65535.", "validation"),
                        prompt,
                        row(combo, check),
                        label("20/26 semibold, empty states", "display"),
                        label("17/22 semibold, dialogs", "dialog-title"),
                        label("15/20 semibold, names and sentences", "name-large"),
                        label("13/18 regular, everything"),
                        label("11/14 regular, axes and headers", "small"),
                        label("12/18 mono, 0123456789 pid 41872 != ->>", "mono"));
        middle.setPrefWidth(360);
        HBox all = new HBox(32, left, middle, table());
        all.setPadding(new Insets(24));
        return all;
    }

    private static TableView<String[]> table() {
        TableView<String[]> table = new TableView<>();
        table.getColumns().add(column("Target", 0, "strong"));
        table.getColumns().add(column("Latency", 1, "number"));
        table.getColumns().add(column("Last seen", 2, "muted"));
        for (int i = 0; i < 40; i++) {
            table.getItems().add(new String[] {"webshop-" + i, "1,204." + i, i + " s ago"});
        }
        table.getSelectionModel().select(2);
        table.setPrefWidth(400);
        return table;
    }

    private static TableColumn<String[], String> column(String title, int index, String style) {
        TableColumn<String[], String> column = new TableColumn<>(title);
        column.setCellValueFactory(
                c -> new javafx.beans.property.SimpleStringProperty(c.getValue()[index]));
        column.getStyleClass().add(style);
        column.setPrefWidth(120);
        return column;
    }

    private static Button button(String text, String style) {
        Button button = new Button(text);
        button.getStyleClass().add(style);
        return button;
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }
}
