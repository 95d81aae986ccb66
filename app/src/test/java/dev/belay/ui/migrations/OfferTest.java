package dev.belay.ui.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.ui.migrations.MigrationsModel.Line;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class OfferTest {
    private final MigrationsModel model = new MigrationsModel();

    private List<String> offers(@Nullable String table, int chosen, Migration... migrations) {
        History history = new History(List.of(migrations), table, null, null);
        model.update(history);
        List<Line> lines = model.shown();
        return Offer.of(history, chosen < 0 ? null : lines.get(chosen)).stream()
                .map(o -> o.whyOff().isEmpty() ? o.title() + " " + o.request().arguments() : "-")
                .toList();
    }

    private static Migration migration(String version, MigrationState state) {
        boolean applied = state != MigrationState.PENDING;
        return new Migration(
                version,
                "step " + version,
                "SQL",
                "V" + version + "__step.sql",
                state,
                applied ? Integer.parseInt(version) : null,
                null,
                null,
                null,
                null,
                null,
                applied ? true : null);
    }

    private static Migration[] applied(int count) {
        return Stream.iterate(1, i -> i <= count, i -> i + 1)
                .map(i -> migration(Integer.toString(i), MigrationState.SUCCESS))
                .toArray(Migration[]::new);
    }

    @Test
    void theNewestVersionIsUndoneAloneAndAnOlderOneIsKept() {
        assertThat(offers("t", 0, applied(3)).get(1)).isEqualTo("Roll back to V2… {to=2}");
        assertThat(offers("t", 2, applied(3)).get(1)).isEqualTo("Roll back to V1… {to=1}");
        assertThat(offers("t", -1, applied(3)).get(1)).isEqualTo("Roll back to V2… {to=2}");
        assertThat(offers("t", 0, applied(1)).get(1)).isEqualTo("Roll back everything… {to=0}");
    }

    @Test
    void aChosenPendingVersionIsWhereMigratingEnds() {
        Migration[] two = {
            migration("1", MigrationState.SUCCESS),
            migration("2", MigrationState.PENDING),
            migration("3", MigrationState.PENDING)
        };
        assertThat(offers("t", 1, two).getFirst()).isEqualTo("Migrate to V2… {to=2}");
        assertThat(offers("t", 2, two).getFirst()).isEqualTo("Migrate… {}");
    }

    @Test
    void whatMakesNoSenseIsOffWithItsReason() {
        assertThat(offers("t", 0, applied(2)).getFirst()).isEqualTo("-");
        assertThat(Offer.of(null, null))
                .filteredOn(o -> o.request().operation().equals("rollback"))
                .allMatch(o -> o.whyOff().equals("the history was not read yet"));
        List<String> empty = offers(null, 0, migration("1", MigrationState.PENDING));
        assertThat(empty.get(1)).isEqualTo("-");
        assertThat(empty.get(4)).isEqualTo("-");
        assertThat(empty.get(5)).isEqualTo("Baseline at V1… {at=1}");
    }
}
