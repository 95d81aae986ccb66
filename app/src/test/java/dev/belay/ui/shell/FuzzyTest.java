package dev.belay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuzzyTest {

    @Test
    void lettersMustComeInOrder() {
        assertThat(Fuzzy.score("fle", "Go to Fleet list")).isPositive();
        assertThat(Fuzzy.score("elf", "Go to Fleet")).isEqualTo(Fuzzy.NO);
        assertThat(Fuzzy.score("", "anything")).isZero();
    }

    @Test
    void beginningsOfWordsAndWholeWordsComeFirst() {
        assertThat(Fuzzy.score("mw", "Migrations of webshop"))
                .isGreaterThan(Fuzzy.score("mw", "Show me two"));
        assertThat(Fuzzy.score("theme", "Theme: dark"))
                .isGreaterThan(Fuzzy.score("theme", "The home of megabytes"));
        assertThat(Fuzzy.score("web over", "Overview of webshop")).isEqualTo(Fuzzy.NO);
    }
}
