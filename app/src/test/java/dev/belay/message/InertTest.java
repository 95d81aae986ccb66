package dev.belay.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InertTest {
    @Test
    void harmlessTextStaysAsItIs() {
        assertThat(Inert.text("Zürich – 東京 🦎 it's \"fine\""))
                .isEqualTo("Zürich – 東京 🦎 it's \"fine\"");
    }

    @Test
    void escapeSequencesCannotColourATerminalNorMoveItsCursor() {
        assertThat(Inert.text("\u001b[31mred\u001b[2J\u009b1A"))
                .isEqualTo("\\u001b[31mred\\u001b[2J\\u009b1A");
    }

    @Test
    void readingDirectionCannotBeTurned() {
        assertThat(Inert.text("user\u202Etxt.exe\u2066\u200F"))
                .isEqualTo("user\\u202etxt.exe\\u2066\\u200f");
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(Inert.text("a\r\nb\tc\u2028d")).isEqualTo("a b c\\u2028d");
    }

    @Test
    void aHugeTextIsCut() {
        assertThat(Inert.text("x".repeat(1_000_000))).hasSize(Inert.LONGEST + 1).endsWith("…");
    }
}
