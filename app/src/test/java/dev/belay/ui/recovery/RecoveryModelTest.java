package dev.belay.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.operation.Found;
import dev.belay.operation.Interrupted;
import dev.belay.operation.Journal;
import dev.belay.operation.Operator;
import dev.belay.operation.Phase;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.ui.kit.StatusIcon;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RecoveryModelTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final RecoveryModel model = new RecoveryModel();

    private static Interrupted one(String id, String operation, Found.State state, String... done) {
        Target target =
                Target.of(
                        "shop",
                        Engine.SQLITE,
                        Environment.PRODUCTION,
                        new Address.File(Path.of("/data/shop.db")));
        return new Interrupted(
                new Journal.Entry(
                        id,
                        operation,
                        Map.of("to", "4"),
                        target,
                        "f",
                        "b",
                        new Operator("ana", "ws-12", 4711, NOON),
                        NOON,
                        Phase.COMMITTING),
                new Found(state, List.of(done), List.of("V9__x.sql"), "part of it is done"),
                NOON.plusSeconds(61));
    }

    @Test
    void whatIsInSightStaysThereWhileItIsUnread() {
        Interrupted a = one("a", "migrate", Found.State.BEFORE);
        Interrupted b = one("b", "migrate", Found.State.BEFORE);
        Interrupted c = one("c", "migrate", Found.State.BEFORE);
        assertThat(model.current()).isNull();
        model.show(List.of(a, b));
        assertThat(model.place()).isEqualTo("1 of 2");
        model.next();
        assertThat(model.current()).isEqualTo(b);
        model.show(List.of(c, a, b));
        assertThat(model.current()).isEqualTo(b);
        assertThat(model.place()).isEqualTo("3 of 3");
        model.next();
        assertThat(model.current()).isEqualTo(c);
        model.show(List.of(a));
        assertThat(model.current()).isEqualTo(a);
        assertThat(model.place()).isEmpty();
        model.show(List.of());
        assertThat(model.current()).isNull();
    }

    @Test
    void whatIsNewAndUnclearComesIntoSight() {
        Interrupted a = one("a", "migrate", Found.State.BEFORE);
        Interrupted b = one("b", "migrate", Found.State.BEFORE);
        Interrupted doubt = one("c", "migrate", Found.State.UNKNOWN);
        model.show(List.of(a, b));
        model.next();
        model.show(List.of(doubt, a, b));
        assertThat(model.current()).isEqualTo(doubt);
        model.next();
        model.show(List.of(doubt, a, b));
        assertThat(model.current()).isEqualTo(a);
    }

    @Test
    void itTellsWhoseItWasAndHowTheTargetStands() {
        Interrupted one = one("a", "rollback", Found.State.PARTLY, "U6__b.sql");
        assertThat(RecoveryModel.title(one)).isEqualTo("Rollback on shop was interrupted");
        assertThat(RecoveryModel.whose(one, NOON))
                .matches(
                        "by ana@ws-12, pid 4711, \\d\\d:00:00, while committing; found"
                                + " \\d\\d:01:01");
        assertThat(RecoveryModel.found(one)).isEqualTo("Part of it is done.");
        assertThat(RecoveryModel.kind(one)).isEqualTo(StatusIcon.Kind.WARN);
        assertThat(RecoveryModel.request(one).arguments()).containsEntry("to", "4");
    }

    @Test
    void onlyWhatCanHelpIsOffered() {
        assertThat(RecoveryModel.again(one("a", "migrate", Found.State.BEFORE))).isTrue();
        assertThat(RecoveryModel.back(one("a", "migrate", Found.State.BEFORE))).isFalse();
        assertThat(RecoveryModel.back(one("a", "migrate", Found.State.PARTLY, "V6__b.sql")))
                .isTrue();
        assertThat(RecoveryModel.back(one("a", "rollback", Found.State.PARTLY, "U6__b.sql")))
                .isFalse();
        assertThat(RecoveryModel.again(one("a", "migrate", Found.State.DONE))).isFalse();
        assertThat(RecoveryModel.unclear(one("a", "migrate", Found.State.UNKNOWN))).isTrue();
        assertThat(RecoveryModel.unclear(one("a", "migrate", Found.State.ANOTHER))).isFalse();
    }

    @Test
    void theWayBackIsTheVersionBeforeTheFirstThatItApplied() {
        History history =
                new History(
                        List.of(
                                row(1, "4", MigrationState.BASELINE),
                                row(2, "5", MigrationState.SUCCESS),
                                row(3, "6", MigrationState.SUCCESS),
                                row(4, "7", MigrationState.SUCCESS)),
                        "flyway_schema_history",
                        "7",
                        null);
        assertThat(WayBack.of(history, List.of("V6__b.sql", "V7__b.sql"))).contains("5");
        assertThat(WayBack.of(history, List.of("V5__b.sql"))).contains("4");
        assertThat(WayBack.of(history, List.of("R__v.sql"))).isEmpty();
        assertThat(WayBack.of(history, List.of("V4__b.sql"))).isEmpty();
    }

    private static Migration row(int rank, String version, MigrationState state) {
        return new Migration(
                version,
                "b",
                "SQL",
                "V" + version + "__b.sql",
                state,
                rank,
                NOON,
                "app",
                Duration.ZERO,
                null,
                null,
                true);
    }
}
