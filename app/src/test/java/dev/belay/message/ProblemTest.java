package dev.belay.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    private final Problem problem =
            Problem.of("watch.silent", "shop", ExitCode.NO_CONNECTION, "3 s");

    @Test
    void theLineSaysWhatWhereAndWhy() {
        assertThat(problem.line()).isEqualTo("read on shop: no answer for 3 s");
    }

    @Test
    void theCodeIsShortAndTheSameForTheSameProblem() {
        Problem again = Problem.of("watch.silent", "ledger", ExitCode.NO_CONNECTION, "9 s");
        assertThat(problem.code()).matches("BLY-[0-9A-F]{4}").isEqualTo(again.code());
        assertThat(problem.copyText()).contains(problem.code(), problem.next());
    }
}
