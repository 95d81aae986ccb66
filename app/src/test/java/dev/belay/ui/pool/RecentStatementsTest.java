package dev.belay.ui.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.StatementLoad;
import dev.belay.activity.StatementLoad.Usual;
import dev.belay.watch.Answer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a minute of looks comes to. */
class RecentStatementsTest {
    private static final Instant OPEN = Instant.parse("2026-11-22T01:00:00Z");
    private final RecentStatements recent = new RecentStatements();

    private boolean look(int second, StatementLoad... ran) {
        return recent.update(new Answer<>(List.of(ran), OPEN.plusSeconds(second), ""));
    }

    private static StatementLoad ran(long id, long calls, long millis, double share, Usual usual) {
        return new StatementLoad(
                id,
                "SELECT " + id,
                calls,
                Duration.ofMillis(millis),
                usual == Usual.NEW ? null : Duration.ofMillis(10),
                share,
                usual);
    }

    @Test
    void looksAreAddedUpAndTheFirstOneTellsOfTheTimeBefore() {
        recent.begin(OPEN);
        assertThat(look(1, ran(1, 9_000, 900, 1, Usual.AS_EVER))).isTrue();
        assertThat(recent.rows()).isEmpty();
        assertThat(recent.span()).isZero();
        assertThat(look(2, ran(1, 3, 10, 0.3, Usual.AS_EVER), ran(2, 1, 20, 0.2, Usual.NEW)))
                .isTrue();
        assertThat(look(3, ran(1, 1, 90, 0.9, Usual.SLOWER))).isTrue();
        assertThat(look(3)).as("the same once more").isFalse();
        StatementLoad one = recent.rows().getFirst();
        assertThat(recent.span()).isEqualTo(Duration.ofSeconds(2));
        assertThat(one.calls()).isEqualTo(4);
        assertThat(one.mean()).isEqualTo(Duration.ofMillis(30));
        assertThat(one.share()).isEqualTo(0.6);
        assertThat(one.usual()).as("one slow call of four").isEqualTo(Usual.AS_EVER);
        assertThat(recent.rows().getLast().usual()).isEqualTo(Usual.NEW);
    }

    @Test
    void aMeanFiveTimesAsLongIsMarkedAndAMinuteIsKept() {
        recent.begin(OPEN);
        look(1);
        look(2, ran(1, 2, 50, 1, Usual.SLOWER));
        assertThat(recent.rows().getFirst().usual()).isEqualTo(Usual.SLOWER);
        look(30, ran(2, 1, 1, 1, Usual.AS_EVER));
        look(63, ran(2, 1, 1, 1, Usual.AS_EVER));
        assertThat(recent.rows()).extracting(StatementLoad::id).containsExactly(2L);
        assertThat(recent.span()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void whatIsNotKnownBeginsAnew() {
        recent.begin(OPEN);
        look(1);
        look(2, ran(1, 1, 1, 1, Usual.AS_EVER));
        assertThat(recent.update(new Answer<>(null, OPEN.plusSeconds(3), "no"))).isTrue();
        assertThat(recent.rows()).isEmpty();
        look(4, ran(1, 700, 1, 1, Usual.AS_EVER));
        assertThat(recent.rows()).isEmpty();
    }

    @Test
    void timesBelowAMillisecondAreNotZero() {
        assertThat(StatementsTable.time(Duration.ofNanos(34_400))).isEqualTo("34 µs");
        assertThat(StatementsTable.time(Duration.ofMillis(3))).isEqualTo("3.0 ms");
        assertThat(StatementsTable.time(null)).isEqualTo("–");
        assertThat(StatementsTable.percent(0.0312)).isEqualTo("3.1 %");
        assertThat(StatementsTable.percent(0.62)).isEqualTo("62 %");
    }
}
