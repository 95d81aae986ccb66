package dev.belay.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.message.Problem;

import javafx.application.Platform;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

class BackgroundTest {
    private final Background background = new Background();
    private final List<Object> answers = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        Toolkit.start();
    }

    @Test
    void workIsDoneOffTheJavaFxThreadAndAnsweredOnIt() {
        background.run(
                Platform::isFxApplicationThread,
                onFx -> answers.add(onFx + " " + Platform.isFxApplicationThread()),
                answers::add);
        await().until(() -> answers.contains("false true"));
    }

    @Test
    void whatGoesWrongComesBackAsAProblem() {
        background.run(
                () -> {
                    throw new java.io.IOException("disk full");
                },
                answers::add,
                answers::add);
        await().until(() -> !answers.isEmpty());
        assertThat(((Problem) answers.getFirst()).why()).isEqualTo("disk full");
    }

    @Test
    void closingInterruptsTheWorkAndDropsItsAnswer() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        background.run(
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    return "late";
                },
                answers::add,
                answers::add);
        begun.await();
        background.close();
        await().untilTrue(interrupted);
        Toolkit.settle();
        assertThat(answers).isEmpty();
    }
}
