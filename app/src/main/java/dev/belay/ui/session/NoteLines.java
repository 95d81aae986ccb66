package dev.belay.ui.session;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

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
     * How old all of it is, if it is too old; the page is greyed as long.
     *
     * @param at when it was read, null if it never was
     */
    public static List<Note> age(Region page, boolean stale, @Nullable Instant at, Instant now) {
        page.getStyleClass().remove("stale-page");
        if (!stale) {
            return List.of();
        }
        page.getStyleClass().add("stale-page");
        String words =
                at == null
                        ? Messages.text("locks.stale.never")
                        : Messages.text("locks.stale", Ages.text(at, now));
        return List.of(new Note(StatusIcon.Kind.STALE, words));
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
