package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class WordsTest {
    @Test
    void aLongListSaysHowManyMore() {
        assertThat(Words.list(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(Words.list(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
    }

    @Test
    void aSmallShareKeepsADecimal() {
        assertThat(Words.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Words.percent(0.12)).isEqualTo("12 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
    }
}
