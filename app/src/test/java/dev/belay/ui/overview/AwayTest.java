package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.ConnectFailure;
import dev.belay.watch.Link;
import dev.belay.watch.View;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class AwayTest {
    private static final Instant NOW = Incident.NOW;

    @Test
    void theLadderTellsWhatFailedWhatComesAndWhatWouldFollow() {
        Link link = new Link.Connecting(Incident.attempts(2), 5, NOW.plusSeconds(4), false);
        List<Rung> rungs = Rung.of(link, NOW);
        assertThat(rungs.stream().map(r -> r.title() + " " + r.state()))
                .containsExactly(
                        "Attempt 1 failed after 5.0 s",
                        "Attempt 2 failed after 5.0 s",
                        "Attempt 3 in 4 s",
                        "Attempt 4 8 s after that",
                        "Attempt 5 16 s after that");
        assertThat(rungs.get(2).progress()).isBetween(0.0, 0.2);
        assertThat(Rung.of(link, NOW.plusSeconds(4)).get(2).progress()).isEqualTo(1);
    }

    @Test
    void anAttemptUnderWayCountsUp() {
        Link link = new Link.Connecting(Incident.attempts(1), 5, NOW.minusSeconds(3), true);
        assertThat(Rung.of(link, NOW).get(1).state()).isEqualTo("trying for 3 s");
    }

    @Test
    void aShortBreakLeavesThePageALongOneGivesItUp() {
        assertThat(Away.is(lost(NOW.minusSeconds(2)), NOW)).isFalse();
        assertThat(Away.is(lost(NOW.minusSeconds(6)), NOW)).isTrue();
        assertThat(Away.is(view(new Link.Silent(Incident.NO_ANSWER, NOW)), NOW)).isFalse();
    }

    @Test
    void theFirstConnectionIsGivenAMomentBeforeItIsTold() {
        View begun = view(new Link.Connecting(List.of(), 5, NOW, true));
        assertThat(Away.is(begun, NOW)).isFalse();
        assertThat(Away.is(begun, NOW.plusSeconds(3))).isTrue();
    }

    @Test
    void aRefusalHasNoLadderAndTellsWhatToDo() {
        View refused =
                view(new Link.Refused(Incident.NO_ANSWER, NOW, ConnectFailure.Remedy.CHANGE));
        Away away = Away.of(refused, 0, NOW);
        assertThat(away.rungs()).isEmpty();
        assertThat(away.what()).contains(Incident.NO_ANSWER.next());
        assertThat(away.problem()).isEqualTo(Incident.NO_ANSWER);
    }

    @Test
    void aPasswordIsAskedForWhereItIsWhatCouldHelp() {
        Link link = new Link.Refused(Incident.NO_ANSWER, NOW, ConnectFailure.Remedy.PASSWORD);
        Away away = Away.of(view(link), 0, NOW);
        assertThat(away.password()).isTrue();
        assertThat(away.what()).contains("Type it here");
        assertThat(Away.of(lost(NOW.minusSeconds(9)), 0, NOW).password()).isFalse();
    }

    @Test
    void othersThatAnswerSayThatTheLinkIsUp() {
        assertThat(Away.of(lost(NOW.minusSeconds(9)), 4, NOW).what())
                .isEqualTo(
                        "db-3.internal:5432 accepts no connection within 5 s. 4 other targets"
                                + " answer.");
    }

    private static View lost(Instant since) {
        return view(
                new Link.Lost(
                        Incident.NO_ANSWER,
                        since,
                        Incident.attempts(2),
                        7,
                        NOW.plusSeconds(1),
                        false));
    }

    private static View view(Link link) {
        return Incident.view(link, Incident.trail(), Duration.ofSeconds(9));
    }
}
