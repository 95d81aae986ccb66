package dev.belay.ui.targets;

import static dev.belay.ui.targets.FormRows.column;
import static dev.belay.ui.targets.FormRows.hide;
import static dev.belay.ui.targets.FormRows.labelled;
import static dev.belay.ui.targets.FormRows.name;
import static dev.belay.ui.targets.FormRows.reveal;
import static dev.belay.ui.targets.FormRows.visible;

import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.TlsMode;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every field of a profile in two columns, with what is wrong beside it. */
final class FormFields extends ScrollPane {
    private final TargetDraft draft;
    private final Runnable changed;
    private final Map<Field, TextField> inputs = new EnumMap<>(Field.class);
    private final Map<Field, Label> faults = new EnumMap<>(Field.class);
    private final Map<Field.Section, VBox> sections = new EnumMap<>(Field.Section.class);
    private final PasswordField password = new PasswordField();
    private final Label reading = Texts.wrapped("", "hint");
    private final ComboBox<Engine> engine = new ComboBox<>();
    private final ComboBox<String> tls = new ComboBox<>();

    /**
     * @param changed told after every change of a field
     */
    FormFields(TargetDraft draft, Runnable changed) {
        this.draft = draft;
        this.changed = changed;
        setContent(columns());
        setFitToWidth(true);
        getStyleClass().add("form-scroll");
    }

    PasswordField password() {
        return password;
    }

    void focus(Field field) {
        TextField input = inputs.get(field);
        if (input != null) {
            input.requestFocus();
        }
    }

    private Node columns() {
        VBox left =
                column(
                        section(Field.Section.TARGET, choice(), environment()),
                        section(Field.Section.FILE),
                        section(Field.Section.SERVER, passwordRow()),
                        section(Field.Section.WAY, tlsRow()));
        VBox right =
                column(
                        section(Field.Section.FOLDERS),
                        section(Field.Section.BACKUPS),
                        section(Field.Section.FLYWAY),
                        section(Field.Section.THRESHOLDS));
        HBox columns = new HBox(40, left, right);
        columns.setPadding(new Insets(4, 24, 16, 24));
        return columns;
    }

    private VBox section(Field.Section section, Node... first) {
        Label title = Texts.line(section.title(), "section-title");
        title.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(3, title);
        VBox.setMargin(title, new Insets(0, 0, 4, 0));
        for (Field field : Field.values()) {
            if (field.section() == section) {
                box.getChildren().add(row(field));
            }
        }
        box.getChildren()
                .addAll(
                        section == Field.Section.WAY ? 1 : box.getChildren().size(),
                        List.of(first));
        sections.put(section, box);
        return box;
    }

    private Node row(Field field) {
        TextField input = new TextField();
        input.setPromptText(field.prompt());
        input.textProperty()
                .subscribe(
                        (was, is) -> {
                            draft.set(field, is);
                            changed.run();
                        });
        inputs.put(field, input);
        Label fault = Texts.wrapped("", "validation");
        faults.put(field, fault);
        hide(fault);
        Label name = name(field.title());
        name.setLabelFor(input);
        VBox box = new VBox(2, input, fault);
        if (field == Field.SCHEDULE) {
            box.getChildren().add(reading);
        }
        return labelled(name, box);
    }

    private Node choice() {
        engine.getItems().setAll(Engine.POSTGRESQL, Engine.SQLITE);
        engine.setConverter(Converters.of(Engine::title));
        engine.valueProperty()
                .subscribe(
                        (was, is) -> {
                            if (is != null) {
                                draft.engine(is);
                                changed.run();
                            }
                        });
        return labelled(name(Messages.text("targets.form.engine")), engine);
    }

    private Node environment() {
        ToggleGroup group = new ToggleGroup();
        HBox segments = new HBox(-1);
        Environment[] all = Environment.values();
        for (int i = 0; i < all.length; i++) {
            Environment each = all[i];
            ToggleButton segment = new ToggleButton("", EnvironmentTag.inTable(each));
            segment.setAccessibleText(each.id());
            segment.getStyleClass().add("segment");
            if (i == 0 || i == all.length - 1) {
                segment.getStyleClass().add(i == 0 ? "first" : "last");
            }
            segment.setToggleGroup(group);
            segment.setSelected(each == draft.environment());
            segment.setOnAction(
                    e -> {
                        segment.setSelected(true);
                        draft.environment(each);
                    });
            segments.getChildren().add(segment);
        }
        return labelled(name(Messages.text("targets.form.environment")), segments);
    }

    private Node passwordRow() {
        password.setPromptText(Messages.text("targets.form.password.prompt"));
        Label hint = Texts.wrapped(Messages.text("targets.form.password.hint"), "hint");
        Label name = name(Messages.text("targets.form.password"));
        name.setLabelFor(password);
        return labelled(name, new VBox(2, password, hint));
    }

    private Node tlsRow() {
        tls.getItems().add(Messages.text("targets.form.tls.default"));
        for (TlsMode mode : TlsMode.values()) {
            tls.getItems().add(mode.id());
        }
        tls.valueProperty().subscribe((was, is) -> draft.tls(mode(is)));
        return labelled(name(Messages.text("targets.form.tls")), tls);
    }

    private static @Nullable TlsMode mode(@Nullable String id) {
        for (TlsMode mode : TlsMode.values()) {
            if (mode.id().equals(id)) {
                return mode;
            }
        }
        return null;
    }

    /** All inputs from the draft. */
    void show() {
        inputs.forEach((field, input) -> input.setText(draft.text(field)));
        engine.setValue(draft.engine());
        TlsMode mode = draft.tls();
        tls.setValue(mode == null ? tls.getItems().getFirst() : mode.id());
    }

    /**
     * Shows the fields of the engine, and what is wrong with them.
     *
     * @param all false to leave out fields that were not filled yet
     */
    void judge(Map<Field, String> wrong, boolean all) {
        boolean file = draft.engine() == Engine.SQLITE;
        visible(sections.get(Field.Section.FILE), file);
        visible(sections.get(Field.Section.SERVER), !file);
        visible(sections.get(Field.Section.WAY), !file);
        String read = draft.schedule().reading(Instant.now());
        reading.setText(read);
        visible(reading, !read.isEmpty());
        inputs.forEach((field, input) -> judge(field, input, wrong.get(field), all));
    }

    private void judge(Field field, TextField input, @Nullable String fault, boolean all) {
        boolean shown = fault != null && (all || !draft.text(field).isEmpty());
        input.getStyleClass().remove("invalid");
        Label label = faults.get(field);
        if (shown && label != null && fault != null) {
            input.getStyleClass().add("invalid");
            reveal(label, fault);
        } else if (label != null) {
            hide(label);
        }
    }
}
