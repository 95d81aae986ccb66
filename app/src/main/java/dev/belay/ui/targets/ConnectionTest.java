package dev.belay.ui.targets;

import dev.belay.db.ConnectException;
import dev.belay.db.Retry;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A line that tries a connection: each attempt with its reason, the answer, and a way to stop. */
final class ConnectionTest extends HBox implements AutoCloseable {
    private final Profiles profiles;
    private final Retry retry;
    private final Background background = new Background();
    private final Button cancel =
            Buttons.plain(Messages.text("targets.test.cancel"), this::cancelled);
    private Background.@Nullable Job job;

    ConnectionTest(Profiles profiles, Retry retry) {
        super(8);
        this.profiles = profiles;
        this.retry = retry;
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(26);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    /** Begins; a test under way is given up. */
    void start(Target target) {
        stop();
        tell(StatusIcon.Kind.STALE, Messages.text("targets.test.connecting", target.place()), true);
        job =
                background.run(
                        () -> attempts(target),
                        answer -> tell(StatusIcon.Kind.OK, answer, false),
                        this::failed);
    }

    /** On a worker: the answer, or the last attempt's problem. */
    private String attempts(Target target) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return profiles.test(target);
            } catch (ConnectException e) {
                Problem problem = e.failure().problem();
                if (e.failure().permanent() || attempt >= retry.attempts()) {
                    throw problem.asException(e);
                }
                wait(problem, attempt, retry.waits().get(attempt));
            }
        }
    }

    private void wait(Problem problem, int attempt, Duration wait) throws InterruptedException {
        String next =
                Messages.text(
                        "targets.test.attempt",
                        Integer.toString(attempt),
                        Integer.toString(retry.attempts()),
                        problem.why(),
                        Units.duration(wait));
        Platform.runLater(() -> tell(StatusIcon.Kind.STALE, next, job != null));
        Thread.sleep(wait);
    }

    private void failed(Problem problem) {
        String text = problem.why() + " (" + problem.code() + ")";
        tell(StatusIcon.Kind.FAIL, text, false);
        Button copy =
                Buttons.icon(
                        dev.belay.ui.kit.Icon.Shape.COPY,
                        Messages.text("ui.problem.copy"),
                        () -> Buttons.copy(problem.copyText()));
        getChildren().add(copy);
    }

    private void cancelled() {
        stop();
        tell(StatusIcon.Kind.NOTE, Messages.text("targets.test.cancelled"), false);
    }

    private void stop() {
        if (job != null) {
            job.cancel();
            job = null;
        }
    }

    private void tell(StatusIcon.Kind kind, String sentence, boolean running) {
        Node words = Texts.withWhole(Texts.line(sentence));
        getChildren().setAll(new StatusIcon(kind), words);
        if (running) {
            getChildren().add(cancel);
        }
    }

    @Override
    public void close() {
        stop();
        background.close();
    }
}
