package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

class WordsTest {
    @Test
    void aNameFromAServerCannotMoveTheCursorOrTurnTheLine() {
        assertThat(Words.plain("a\u001b[31mb\u202ec\nd\u0000")).isEqualTo("a·[31mb·c·d·");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(Words.plain("x".repeat(5_000))).hasSize(81).endsWith("…");
    }

    @Test
    void aReasonIsTheFirstLineOnly() {
        assertThat(Words.reason(new SQLException("ERROR: no\n  Hint: yes"))).isEqualTo("ERROR: no");
        assertThat(Words.reason(new SQLException((String) null))).isEqualTo("SQLException");
    }

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
