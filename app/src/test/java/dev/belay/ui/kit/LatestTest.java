package dev.belay.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LatestTest {
    private final List<Runnable> queue = new ArrayList<>();
    private final List<Integer> shown = new ArrayList<>();
    private final Latest<Integer> latest = new Latest<>(shown::add, queue::add);

    @Test
    void manyValuesQueueOneUpdateThatShowsTheNewest() {
        for (int i = 0; i < 1000; i++) {
            latest.accept(i);
        }
        assertThat(queue).hasSize(1);
        queue.removeFirst().run();
        assertThat(shown).containsExactly(999);
        latest.accept(1000);
        queue.removeFirst().run();
        assertThat(shown).containsExactly(999, 1000);
    }

    @Test
    void whatIsClosedShowsNothingMore() {
        latest.accept(1);
        latest.close();
        queue.removeFirst().run();
        assertThat(shown).isEmpty();
    }
}
