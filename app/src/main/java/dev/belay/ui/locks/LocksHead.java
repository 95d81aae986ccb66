package dev.belay.ui.locks;

import dev.belay.activity.LockText;
import dev.belay.activity.LockTree;
import dev.belay.activity.LockWords;
import dev.belay.activity.Phrase;
import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.session.PhraseFlow;
import dev.belay.watch.View;

import javafx.geometry.Insets;
import javafx.scene.layout.VBox;

import java.util.List;

/** The worst chain in a sentence, and what else there is to know of it. */
final class LocksHead extends VBox {
    private final PhraseFlow chain = new PhraseFlow("headline");
    private final PhraseFlow beyond = new PhraseFlow("muted");

    LocksHead() {
        super(3);
        getStyleClass().add("locks-head");
        setPadding(new Insets(11, 14, 11, 14));
        getChildren().addAll(chain, beyond);
    }

    /** Of a server: nothing where nobody waits. */
    void show(LockTree tree) {
        List<Phrase> first = LockWords.chainPhrases(tree);
        chain.show(first);
        beyond.show(LockWords.beyond(tree));
        there(!first.isEmpty());
    }

    /** Of a file: who holds its locks, and how much of its log waits to be copied back. */
    void file(LockTree tree, View view) {
        int processes = tree.parties().size();
        chain.show(
                List.of(
                        new Phrase(
                                Phrase.Tone.STRONG, Messages.text("locks.file.count", processes)),
                        new Phrase(
                                Phrase.Tone.PLAIN,
                                Messages.text("locks.file.of", view.target().databaseName()))));
        beyond.show(List.of(new Phrase(Phrase.Tone.PLAIN, log(view))));
        there(true);
    }

    private static String log(View view) {
        double bytes = view.last() == null ? Double.NaN : view.last().vitals().orNaN(Metric.WAL);
        return Double.isNaN(bytes)
                ? Messages.text("locks.file.log.unknown")
                : Messages.text("locks.file.log", Units.size((long) bytes));
    }

    void hide() {
        there(false);
    }

    private void there(boolean now) {
        setVisible(now);
        setManaged(now);
    }

    /** What the sentence says. */
    String sentence() {
        return isVisible() ? chain.text() : "";
    }

    /** Those that wait in a circle, a line each. */
    static List<String> circles(LockTree tree) {
        return LockText.circles(tree);
    }
}
