package dev.belay.ui.targets;

import dev.belay.db.Retry;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.TlsMode;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The form of one profile: every field with what is wrong beside it, a test, and saving. */
final class TargetForm extends BorderPane implements AutoCloseable {
    private static final double LABEL = 116;

    private final Profiles profiles;
    private final TargetDraft draft;
    private final Background background = new Background();
    private final ConnectionTest test;
    private final Map<Field, TextField> inputs = new EnumMap<>(Field.class);
    private final Map<Field, Label> faults = new EnumMap<>(Field.class);
    private final Map<Field.Section, VBox> sections = new EnumMap<>(Field.Section.class);
    private final TextField url = new TextField();
    private final PasswordField password = new PasswordField();
    private final ComboBox<Engine> engine = new ComboBox<>();
    private final ComboBox<String> tls = new ComboBox<>();
    private final Label urlFault = Texts.wrapped("", "validation");
    private final Label whyOff = Texts.whole("", "hint");
    private final Label problem = Texts.wrapped("", "fail-text");
    private final Button save;
    private final Consumer<Target> saved;
    private boolean tried;

    /**
     * @param saved told on the JavaFX thread when the profile is in the store and watched
     */
    TargetForm(Profiles profiles, TargetDraft draft, Consumer<Target> saved, Runnable leave) {
        this.profiles = profiles;
        this.draft = draft;
        this.saved = saved;
        this.test = new ConnectionTest(profiles, Retry.PATIENT);
        getStyleClass().add("target-form");
        String title =
                draft.originalName().isEmpty()
                        ? Messages.text("targets.form.new")
                        : Messages.text("targets.form.edit", draft.originalName());
        save = Buttons.primary(Messages.text("targets.form.save"), this::save);
        setTop(head(title, leave));
        setCenter(fields());
        setBottom(foot());
        show();
    }

    private Node head(String title, Runnable leave) {
        url.getStyleClass().add("mono");
        url.setPromptText(Messages.text("targets.form.url.prompt"));
        url.textProperty().subscribe(this::paste);
        url.focusedProperty().subscribe((was, is) -> coverPassword());
        HBox.setHgrow(url, Priority.ALWAYS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top =
                new HBox(
                        8,
                        Texts.whole(title, "dialog-title"),
                        gap,
                        Buttons.plain(Messages.text("targets.form.back"), leave));
        top.setAlignment(Pos.CENTER_LEFT);
        HBox paste = new HBox(0, name(Messages.text("targets.form.url")), url);
        paste.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, top, paste, indent(urlFault));
        head.setPadding(new Insets(14, 24, 4, 24));
        return head;
    }

    private Node fields() {
        VBox left =
                column(
                        section(Field.Section.TARGET, choice(), environment()),
                        section(Field.Section.FILE),
                        section(Field.Section.SERVER, passwordRow()),
                        section(Field.Section.WAY, tlsRow()));
        VBox right =
                column(
                        section(Field.Section.FOLDERS),
                        section(Field.Section.FLYWAY),
                        section(Field.Section.THRESHOLDS));
        HBox columns = new HBox(40, left, right);
        columns.setPadding(new Insets(4, 24, 16, 24));
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("form-scroll");
        return scroll;
    }

    private static VBox column(VBox... parts) {
        VBox column = new VBox(14, parts);
        column.setPrefWidth(520);
        column.setMinWidth(360);
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
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
                            judge();
                        });
        inputs.put(field, input);
        Label fault = Texts.wrapped("", "validation");
        faults.put(field, fault);
        hide(fault);
        Label name = name(field.title());
        name.setLabelFor(input);
        return labelled(name, new VBox(2, input, fault));
    }

    private static Label name(String text) {
        Label name = Texts.whole(text, "muted");
        name.setPrefWidth(LABEL);
        name.setMinHeight(26);
        return name;
    }

    private static Node labelled(Label name, Node input) {
        HBox row = new HBox(0, name, input);
        HBox.setHgrow(input, Priority.ALWAYS);
        return row;
    }

    private static Node indent(Label label) {
        hide(label);
        HBox box = new HBox(label);
        box.setPadding(new Insets(0, 0, 0, LABEL));
        return box;
    }

    private Node choice() {
        engine.getItems().setAll(Engine.POSTGRESQL, Engine.SQLITE);
        engine.setConverter(Converters.of(Engine::title));
        engine.valueProperty()
                .subscribe(
                        (was, is) -> {
                            if (is != null) {
                                draft.engine(is);
                                judge();
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

    private Node foot() {
        Button testing =
                Buttons.plain(
                        Messages.text("targets.form.test"),
                        () -> {
                            if (complete()) {
                                rememberPassword();
                                test.start(draft.target());
                            }
                        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        HBox line = new HBox(8, testing, test, gap, whyOff, save);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox foot = new VBox(6, problem, line);
        hide(problem);
        foot.setPadding(new Insets(10, 24, 12, 24));
        foot.getStyleClass().add("form-foot");
        return foot;
    }

    /** All inputs from the draft. */
    private void show() {
        inputs.forEach((field, input) -> input.setText(draft.text(field)));
        engine.setValue(draft.engine());
        TlsMode mode = draft.tls();
        tls.setValue(mode == null ? tls.getItems().getFirst() : mode.id());
        judge();
    }

    private void paste(String before, String text) {
        hide(urlFault);
        if (text.isBlank()) {
            return;
        }
        try {
            TargetUrl parsed = profiles.parse(text);
            if (parsed.engine() != Engine.SQLITE && parsed.engine() != Engine.POSTGRESQL) {
                reveal(urlFault, Messages.text("targets.fault.engine", parsed.engine().title()));
                return;
            }
            draft.paste(parsed);
            if (parsed.password() != null) {
                parsed.password()
                        .use(
                                chars -> {
                                    password.setText(new String(chars));
                                    return true;
                                });
            }
            show();
        } catch (BelayException e) {
            reveal(urlFault, e.problem().why() + ". " + e.problem().next());
        }
        // What is still being typed stays as it is until the field is left.
        if (text.length() > before.length() + 1) {
            coverPassword();
        }
    }

    /** Takes the password out of the URL: from now on the password's own field holds it. */
    private void coverPassword() {
        try {
            TargetUrl parsed = url.getText().isBlank() ? null : profiles.parse(url.getText());
            if (parsed != null && parsed.password() != null) {
                url.setText(parsed.withoutPassword());
            }
        } catch (BelayException e) {
            // What is wrong elsewhere in it does not leave the password in sight.
            String held = password.getText();
            if (!held.isEmpty()) {
                url.setText(url.getText().replace(":" + held + "@", "@"));
            }
        }
    }

    /**
     * Shows what is wrong, once the user has tried to save or to test; the button says why it is
     * off.
     */
    private void judge() {
        boolean file = draft.engine() == Engine.SQLITE;
        visible(sections.get(Field.Section.FILE), file);
        visible(sections.get(Field.Section.SERVER), !file);
        visible(sections.get(Field.Section.WAY), !file);
        Map<Field, String> wrong = draft.faults();
        inputs.forEach(
                (field, input) -> {
                    String fault = wrong.get(field);
                    boolean shown = fault != null && (tried || !draft.text(field).isEmpty());
                    input.getStyleClass().remove("invalid");
                    Label label = faults.get(field);
                    if (shown && label != null && fault != null) {
                        input.getStyleClass().add("invalid");
                        reveal(label, fault);
                    } else if (label != null) {
                        hide(label);
                    }
                });
        save.setDisable(!wrong.isEmpty() && tried);
        whyOff.setText(
                tried && !wrong.isEmpty()
                        ? Messages.text(
                                "targets.form.off", wrong.keySet().iterator().next().title())
                        : "");
    }

    private boolean complete() {
        tried = true;
        judge();
        Map<Field, String> wrong = draft.faults();
        if (!wrong.isEmpty()) {
            TextField first = inputs.get(wrong.keySet().iterator().next());
            if (first != null) {
                first.requestFocus();
            }
        }
        return wrong.isEmpty();
    }

    private void rememberPassword() {
        if (!password.getText().isEmpty()) {
            profiles.remember(draft.target(), password.getText().toCharArray());
        }
    }

    private void save() {
        if (!complete()) {
            return;
        }
        hide(problem);
        rememberPassword();
        Target target = draft.target();
        background.run(() -> profiles.save(draft.originalName(), target), saved, this::refused);
    }

    private void refused(Problem why) {
        reveal(problem, why.line() + ". " + why.next() + " (" + why.code() + ")");
    }

    private static void reveal(Label label, String text) {
        label.setText(text);
        visible(label, true);
    }

    private static void hide(Label label) {
        visible(label, false);
    }

    private static void visible(@Nullable Node node, boolean shown) {
        if (node != null) {
            node.setVisible(shown);
            node.setManaged(shown);
        }
    }

    /** Where typing begins: the URL of a new target, the name of one that is known. */
    void focusFirst() {
        // Only its skin brings what scrolls into the scene, and only there it takes the focus.
        applyCss();
        TextField name = inputs.get(Field.NAME);
        if (draft.text(Field.NAME).isEmpty() || name == null) {
            url.requestFocus();
        } else {
            name.requestFocus();
        }
    }

    @Override
    public void close() {
        test.close();
        background.close();
    }
}
