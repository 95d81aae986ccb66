package dev.belay.ui.session;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Spans;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The guarded end of a session: what is compared again, what is lost, and whom it frees. */
final class EndPane extends VBox {
    private final Spans frees = new Spans();
    private final VBox notes = new VBox(8);
    private final Label hint = Texts.wrapped("", "small", "muted");
    private final Button cancel;
    private final Button terminate;
    private final Ending ending;
    private List<Note> told = List.of();
    private @Nullable Subject shown;

    private record Note(StatusIcon.Kind kind, String text) {}

    EndPane(Ending ending) {
        super(9);
        this.ending = ending;
        getStyleClass().add("session-end");
        setPadding(new Insets(13, 14, 12, 14));
        cancel = Buttons.plain(text("cancel"), () -> plan(false));
        terminate = Buttons.danger(text("terminate"), () -> plan(true));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, Texts.whole(text("title"), "strong"), gap, frees);
        head.setAlignment(Pos.CENTER_LEFT);
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox ways = new HBox(8, cancel, terminate, room, Texts.key("K"));
        ways.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(ways, new Insets(3, 0, 0, 0));
        getChildren().addAll(head, notes, ways, hint);
    }

    private static String text(String key, Object... arguments) {
        return Messages.text("session.end." + key, arguments);
    }

    private void plan(boolean end) {
        Subject one = shown;
        if (one != null) {
            ending.plan(List.of(one), end);
        }
    }

    void show(Subject subject) {
        Subject before = shown;
        shown = subject;
        // In a long queue that is the one thing here that takes a while.
        if (before == null
                || !before.tree().equals(subject.tree())
                || !before.key().equals(subject.key())) {
            int freed = subject.frees();
            frees.show(text("frees", Integer.toString(freed), freed));
        }
        cancel.setDisable(!cancelOff(subject).isEmpty());
        terminate.setDisable(!off(subject).isEmpty());
        String off = off(subject);
        hint.setText(off.isEmpty() ? text("hint") : off);
        List<Note> now = notes(subject);
        if (!now.equals(told)) {
            told = now;
            notes.getChildren().setAll(now.stream().map(EndPane::line).toList());
        }
    }

    private static HBox line(Note note) {
        HBox line = new HBox(7, new StatusIcon(note.kind()), Texts.wrapped(note.text(), "small"));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private static List<Note> notes(Subject subject) {
        List<Note> notes = new ArrayList<>();
        if (!off(subject).isEmpty()) {
            return notes;
        }
        boolean named = subject.party().started().transaction() != null;
        notes.add(new Note(StatusIcon.Kind.OK, text(named ? "compared" : "compared.session")));
        if (subject.party().transaction() == null) {
            notes.add(new Note(StatusIcon.Kind.NOTE, text("nothing")));
        } else {
            String work = Subject.age(subject.party().transaction());
            notes.add(new Note(StatusIcon.Kind.WARN, text("lost", work)));
        }
        String cancel = cancelOff(subject);
        notes.add(new Note(StatusIcon.Kind.NOTE, cancel.isEmpty() ? text("keeps") : cancel));
        return notes;
    }

    /** Why it cannot be ended at all; empty if it can. Not armed is no reason to read no plan. */
    private static String off(Subject subject) {
        if (subject.gone()) {
            return text("off.gone");
        }
        if (subject.party().who().gid() != null) {
            return text("off.prepared");
        }
        return subject.hidden() || subject.party().started().backend() == null
                ? text("off.hidden")
                : "";
    }

    private static String cancelOff(Subject subject) {
        String off = off(subject);
        if (!off.isEmpty()) {
            return off;
        }
        return subject.party().state() == null || subject.party().idle() ? text("off.idle") : "";
    }

    /** The mildest end there is, and the other one. */
    List<Action> actions() {
        return List.of(
                new Action(text("action"), "K", this::whyOff, () -> plan(cancel.isDisable())),
                new Action(text("action.terminate"), "", this::whyOff, () -> plan(true)));
    }

    private String whyOff() {
        Subject one = shown;
        return one == null ? text("off.none") : off(one);
    }
}
