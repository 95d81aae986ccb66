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
        assertThat(finding)
                .isEqualTo(Finding.fail("1 failed", "V43 add carts did not succeed; none"));
    }

    @Test
    void aChangedScriptIsAWarning() {
        Finding finding = find(history(null, migration("41", MigrationState.SUCCESS, false)));
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.value()).isEqualTo("1 changed");
    }

    @Test
    void allThatDoesNotAgreeIsCountedAndNamed() {
        Finding finding =
                find(
                        history(
                                null,
                                migration("3", MigrationState.MISSING, null),
                                migration("41", MigrationState.SUCCESS, false),
                                migration("4.5", MigrationState.IGNORED, null),
                                migration("43", MigrationState.PENDING, null)));
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.value()).isEqualTo("1 pending, 1 changed, 1 ignored, 1 missing");
        assertThat(finding.detail())
                .contains("V43 add carts", "V41 add carts: changed", "V4.5 add carts: older")
                .contains("V3 add carts: applied, and missing in the folder");
    }

    @Test
    void aFailureDoesNotHideTheFoldersProblem() {
        Finding finding = find(history("no folder", migration("43", MigrationState.FAILED, null)));
        assertThat(finding.status()).isEqualTo(Status.FAIL);
        assertThat(finding.detail()).isEqualTo("V43 add carts did not succeed; no folder");
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
