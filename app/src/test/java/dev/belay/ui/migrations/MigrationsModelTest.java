package dev.belay.ui.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.ui.migrations.MigrationsModel.Line;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class MigrationsModelTest {
    private final MigrationsModel model = new MigrationsModel();

    @Test
    void theNewestStandsFirstAndEveryWordOfTheFilterMustFit() {
        model.update(
                history(
                        null,
                        applied("1", "create users", true),
                        applied("2", "index users", true),
                        pending("3", "create orders")));
        assertThat(versions()).containsExactly("3", "2", "1");
        model.filter("CREATE users");
        assertThat(versions()).containsExactly("1");
        model.filter("v2");
        assertThat(versions()).containsExactly("2");
        model.filter("pending");
        assertThat(versions()).containsExactly("3");
    }

    @Test
    void aChosenCountNarrowsTheLines() {
        model.update(
                history(
                        null,
                        applied("1", "a", true),
                        applied("2", "b", false),
                        pending("3", "c")));
        assertThat(model.counts())
                .containsEntry(Standing.CHANGED, 1L)
                .containsEntry(Standing.APPLIED, 1L);
        model.choose(Standing.CHANGED, true);
        model.choose(Standing.PENDING, true);
        assertThat(versions()).containsExactly("3", "2");
        model.choose(Standing.CHANGED, false);
        assertThat(versions()).containsExactly("3");
    }

    @Test
    void anUnreadFolderLeavesPendingUnknownInsteadOfNone() {
        assertThat(model.sentence()).isEqualTo("Not read yet");
        model.update(history("The folder is missing.", applied("1", "a", true)));
        assertThat(model.sentence()).isEqualTo("At V1, pending unknown");
        assertThat(model.notes()).containsExactly("The folder is missing.");
        model.update(history(null, applied("1", "a", true)));
        assertThat(model.sentence()).isEqualTo("At V1, nothing pending");
    }

    @Test
    void theSameHistoryChangesNothing() {
        assertThat(model.update(history(null, applied("1", "a", true)))).isTrue();
        assertThat(model.update(history(null, applied("1", "a", true)))).isFalse();
    }

    private List<String> versions() {
        return model.shown().stream().map(Line::version).toList();
    }

    private static History history(String folderProblem, Migration... migrations) {
        return new History(List.of(migrations), "main.flyway_schema_history", "1", folderProblem);
    }

    private static Migration applied(String version, String description, boolean same) {
        return new Migration(
                version,
                description,
                "SQL",
                "V" + version + "__x.sql",
                MigrationState.SUCCESS,
                Integer.valueOf(version),
                Instant.EPOCH,
                "app",
                Duration.ofMillis(4),
                null,
                null,
                same);
    }

    private static Migration pending(String version, String description) {
        return new Migration(
                version,
                description,
                "SQL",
                "V" + version + "__x.sql",
                MigrationState.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
