package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Vitals;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class MigrationsCheckTest {
    private static Migration migration(
            @Nullable String version, MigrationState state, @Nullable Boolean matches) {
        return new Migration(
                version,
                "add carts",
                "SQL",
                "V.sql",
                state,
                1,
                null,
                null,
                null,
                null,
                null,
                matches);
    }

    private static History history(@Nullable String folderProblem, Migration... migrations) {
        return new History(List.of(migrations), "flyway_schema_history", "42", folderProblem);
    }

    private static Finding find(@Nullable History history) {
        return new MigrationsCheck()
                .find(new CheckContext(null, Vitals.NONE, LatencyStats.NONE, history, Trend.NONE));
    }

    @Test
    void allAppliedIsOkAndTellsTheVersion() {
        Finding finding = find(history(null, migration("42", MigrationState.SUCCESS, true)));
        assertThat(finding).isEqualTo(Finding.ok("V42", "nothing waits"));
    }

    @Test
    void aPendingOneIsAWarning() {
        Finding finding = find(history(null, migration("43", MigrationState.PENDING, null)));
        assertThat(finding).isEqualTo(Finding.warn("1 pending", "V43 add carts"));
    }

    @Test
    void aFailedOneIsAFailureEvenWithoutAFolder() {
        Finding finding = find(history("none", migration("43", MigrationState.FAILED, null)));
        assertThat(finding).isEqualTo(Finding.fail("1 failed", "V43 add carts did not succeed"));
    }

    @Test
    void aChangedScriptIsAWarning() {
        Finding finding = find(history(null, migration("41", MigrationState.SUCCESS, false)));
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.value()).isEqualTo("1 changed");
    }

    @Test
    void aFolderThatIsNotThereLeavesItUnknown() {
        Finding finding =
                find(
                        history(
                                "./migrations does not exist",
                                migration("1", MigrationState.MISSING, null)));
        assertThat(finding).isEqualTo(Finding.unknown("./migrations does not exist"));
    }

    @Test
    void aHistoryThatWasNotReadIsUnknown() {
        assertThat(find(null).status()).isEqualTo(Status.UNKNOWN);
    }
}
