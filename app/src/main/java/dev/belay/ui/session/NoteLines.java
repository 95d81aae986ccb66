package dev.belay.ui.session;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Answer;
import dev.belay.watch.View;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What has to be known of all that stands below: its age, what is not permitted. */
public final class NoteLines extends VBox {
    private List<Note> shown = List.of();

    /** A sentence, and what kind it is of. */
    public record Note(StatusIcon.Kind kind, String text) {}

    public NoteLines() {
        super(2);
        setPadding(new Insets(8, 14, 8, 14));
        getStyleClass().add("note-lines");
        show(List.of());
    }

    /**
     * How old an answer is, if it is no longer what is, and why nothing newer is known; the page is
     * greyed as long.
     */
    public static List<Note> age(
            Region page, boolean stale, Answer<?> answer, View view, Instant now) {
        page.getStyleClass().remove("stale-page");
        if (!stale) {
            return List.of();
        }
        page.getStyleClass().add("stale-page");
        Note age = new Note(StatusIcon.Kind.STALE, age(answer, now));
        return Stream.concat(
                        Stream.of(age),
                        view.trouble().stream()
                                .map(p -> Messages.text("locks.tried", p.why()))
                                .map(why -> new Note(StatusIcon.Kind.WARN, why)))
                .toList();
    }

    private static String age(Answer<?> answer, Instant now) {
        Instant at = answer.at();
        if (at == null) {
            return Messages.text("locks.stale.never");
        }
        String age = Ages.text(at, now);
        return answer.overtaken()
                ? Messages.text("locks.stale.missed", age, answer.why())
                : Messages.text("locks.stale", age);
    }

    /** Shows other notes; cheap where they are the same. Without any it takes no room. */
    public void show(List<Note> notes) {
        setVisible(!notes.isEmpty());
        setManaged(!notes.isEmpty());
        if (!notes.equals(shown)) {
            shown = List.copyOf(notes);
            getChildren().setAll(shown.stream().map(NoteLines::line).toList());
        }
    }

    private static HBox line(Note note) {
        HBox line = new HBox(8, new StatusIcon(note.kind()), Texts.wrapped(note.text(), "muted"));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }
}
