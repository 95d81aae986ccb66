package dev.belay.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CheckLineTest {
    private final Health health = new Health(Incident.checks(), Incident.NOW);

    @Test
    void whatFailsComesFirstTheUrgentBeforeTheRest() {
        List<CheckLine> lines = CheckLine.of(health, Map.of());
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
                CheckLine.of(health, Map.of()).stream()
                        .filter(l -> l.name().equals("free_disk"))
                        .findFirst()
                        .orElseThrow();
        assertThat(disk.value()).isEqualTo("unknown");
        assertThat(disk.tall()).isFalse();
    }

    @Test
    void theSummaryCountsOnlyWhatThereIs() {
        assertThat(CheckLine.summary(CheckLine.of(health, Map.of())))
                .isEqualTo("1 failing, 3 degraded, 1 unknown");
        Health well =
                new Health(List.of(new Check("size", Status.OK, null, "8 GB", "")), Incident.NOW);
        assertThat(CheckLine.summary(CheckLine.of(well, Map.of()))).isEqualTo("healthy");
    }

    @Test
    void anAnswerAPersonAskedForStandsInPlaceOfTheUsualOne() {
        Check asked = new Check("write_access", Status.OK, null, "11 ms", "wrote and rolled back");
        Check whole = new Check("integrity", Status.OK, null, "whole", "every page was read");
        List<CheckLine> lines =
                CheckLine.of(health, Map.of("write_access", asked, "integrity", whole));
        assertThat(lines).filteredOn(l -> l.name().equals("write_access")).hasSize(1);
        assertThat(lines).anyMatch(l -> l.detail().equals("wrote and rolled back"));
        assertThat(lines.getLast().name()).isEqualTo("integrity");
    }
}
