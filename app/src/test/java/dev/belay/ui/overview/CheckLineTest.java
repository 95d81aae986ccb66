package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Reading;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class CheckLineTest {
    private final Health health = new Health(Incident.checks(), Incident.NOW);

    @Test
    void whatFailsComesFirstTheUrgentBeforeTheRest() {
        List<CheckLine> lines = CheckLine.of(health, Map.of(), Incident.NOW);
        assertThat(lines.stream().map(CheckLine::name))
                .startsWith(
                        "lock_waits",
                        "connections",
                        "idle_in_transaction",
                        "migrations",
                        "connection",
                        "server");
        assertThat(lines.stream().filter(CheckLine::tall)).hasSize(4);
    }

    @Test
    void unknownIsAWordAndNeverEmpty() {
        CheckLine disk =
                CheckLine.of(health, Map.of(), Incident.NOW).stream()
                        .filter(l -> l.name().equals("free_disk"))
                        .findFirst()
                        .orElseThrow();
        assertThat(disk.value()).isEqualTo("unknown");
        assertThat(disk.tall()).isFalse();
    }

    @Test
    void theSummaryCountsOnlyWhatThereIs() {
        assertThat(CheckLine.summary(CheckLine.of(health, Map.of(), Incident.NOW)))
                .isEqualTo("1 failing, 3 degraded, 1 unknown");
        Health well =
                new Health(List.of(new Check("size", Status.OK, null, "8 GB", "")), Incident.NOW);
        assertThat(CheckLine.summary(CheckLine.of(well, Map.of(), Incident.NOW)))
                .isEqualTo("healthy");
    }

    @Test
    void anAnswerAPersonAskedForStandsInPlaceOfTheUsualOne() {
        Check asked = new Check("write_access", Status.OK, null, "11 ms", "wrote and rolled back");
        Check whole = new Check("integrity", Status.OK, null, "whole", "every page was read");
        List<CheckLine> lines =
                CheckLine.of(
                        health, Map.of("write_access", asked, "integrity", whole), Incident.NOW);
        assertThat(lines).filteredOn(l -> l.name().equals("write_access")).hasSize(1);
        assertThat(lines).anyMatch(l -> l.detail().equals("wrote and rolled back"));
        assertThat(lines.getLast().name()).isEqualTo("integrity");
    }

    @Test
    void anAnswerOlderThanTheReadingsTellsItsAge() {
        Check size = new Check("size", Status.OK, null, "8 GB", "");
        assertThat(age(size)).isEmpty();
        assertThat(age(size.foundAt(Incident.NOW.minusSeconds(15)))).isEmpty();
        assertThat(age(size.foundAt(Incident.NOW.minusSeconds(40)))).isEqualTo("40 s ago");
    }

    private static String age(Check check) {
        Health one = new Health(List.of(check), Incident.NOW);
        return CheckLine.of(one, Map.of(), Incident.NOW).getFirst().age();
    }

    @Test
    void whatWasLastSeenIsTheLastReadingAsTheFleetHasIt() {
        CheckLine connections =
                CheckLine.of(health, Map.of(), Incident.NOW).stream()
                        .filter(l -> l.name().equals("connections"))
                        .findFirst()
                        .orElseThrow();
        Vitals read = new Vitals(Map.of(Metric.CONNECTIONS, 61.0, Metric.MAX_CONNECTIONS, 100.0));
        Reading.Sample last = new Reading.Sample(Incident.NOW, Duration.ofMillis(1), read);
        assertThat(LastSeen.asRead(connections, last).value()).isEqualTo("61 of 100");
        assertThat(LastSeen.asRead(connections, null)).isEqualTo(connections);
    }

    @Test
    void notPermittedIsCountedByItsOwnWord() {
        Check hidden = new Check("longest_transaction", Status.NOT_PERMITTED, null, null, "");
        Health one = new Health(List.of(hidden), Incident.NOW);
        assertThat(CheckLine.summary(CheckLine.of(one, Map.of(), Incident.NOW)))
                .endsWith("1 not permitted");
    }
}
