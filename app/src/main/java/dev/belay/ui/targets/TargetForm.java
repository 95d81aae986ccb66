package dev.belay.ui.targets;

import static dev.belay.ui.targets.FormRows.hide;
import static dev.belay.ui.targets.FormRows.reveal;

import dev.belay.db.Retry;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.function.Consumer;

/** The form of one profile: every field with what is wrong beside it, a test, and saving. */
final class TargetForm extends BorderPane implements AutoCloseable {
    private final Profiles profiles;
    private final TargetDraft draft;
    private final Background background = new Background();
    private final ConnectionTest test;
    private final FormFields fields;
    private final PastedUrl url;
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
        fields = new FormFields(draft, this::judge);
        url = new PastedUrl(profiles, draft, fields.password(), this::show);
        save = Buttons.primary(Messages.text("targets.form.save"), this::save);
        setTop(head(title, leave));
        setCenter(fields);
        setBottom(foot());
        show();
    }

    private Node head(String title, Runnable leave) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top =
                new HBox(
                        8,
                        Texts.whole(title, "dialog-title"),
                        gap,
                        Buttons.plain(Messages.text("targets.form.back"), leave));
        top.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(6, top, url);
        head.setPadding(new Insets(14, 24, 4, 24));
        return head;
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

    private void show() {
        fields.show();
        judge();
    }

    /**
     * Shows what is wrong, once the user has tried to save or to test; the button says why it is
     * off.
     */
    private void judge() {
        Map<Field, String> wrong = draft.faults();
        fields.judge(wrong, tried);
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
            fields.focus(wrong.keySet().iterator().next());
        }
        return wrong.isEmpty();
    }

    private void rememberPassword() {
        String typed = fields.password().getText();
        if (!typed.isEmpty()) {
            profiles.remember(draft.target(), typed.toCharArray());
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

    /** Where typing begins: the URL of a new target, the name of one that is known. */
    void focusFirst() {
        // Only its skin brings what scrolls into the scene, and only there it takes the focus.
        applyCss();
        if (draft.text(Field.NAME).isEmpty()) {
            url.focus();
        } else {
            fields.focus(Field.NAME);
        }
    }

    /** Has a field written in. */
    void focus(Field field) {
        applyCss();
        fields.focus(field);
    }

    @Override
    public void close() {
        test.close();
        background.close();
    }
}
