package dev.belay.ui.session;

import dev.belay.activity.Phrase;

import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sentence whose pieces stand out as they matter; it takes as many lines as it needs. */
public final class PhraseFlow extends TextFlow {
    private List<Phrase> shown = List.of();

    /**
     * @param styleClass of the whole: {@code headline}, {@code muted}
     */
    public PhraseFlow(String styleClass) {
        getStyleClass().addAll("phrases", styleClass);
        setMinWidth(0);
        show(List.of());
    }

    /** Shows other pieces; cheap where they are the same. Without any it takes no room. */
    public void show(List<Phrase> pieces) {
        setVisible(!pieces.isEmpty());
        setManaged(!pieces.isEmpty());
        if (pieces.equals(shown)) {
            return;
        }
        boolean alike = tones(pieces).equals(tones(shown));
        shown = pieces;
        if (!alike) {
            getChildren().setAll(pieces.stream().map(PhraseFlow::text).toList());
            return;
        }
        for (int i = 0; i < pieces.size(); i++) {
            ((Text) getChildren().get(i)).setText(pieces.get(i).text());
        }
    }

    private static List<Phrase.Tone> tones(List<Phrase> pieces) {
        return pieces.stream().map(Phrase::tone).toList();
    }

    private static Text text(Phrase piece) {
        Text text = new Text(piece.text());
        text.getStyleClass().add("phrase-" + piece.tone().name().toLowerCase(Locale.ROOT));
        return text;
    }

    /** The whole sentence. */
    public String text() {
        return shown.stream().map(Phrase::text).collect(Collectors.joining());
    }
}
