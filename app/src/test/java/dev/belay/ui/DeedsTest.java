package dev.belay.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.operation.AuditLine;
import dev.belay.ui.kit.chart.Mark;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** What stands on the time axis of all that was done. */
class DeedsTest {
    private static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");

    private static AuditLine line(int second, String operation, String event) {
        return new AuditLine(
                second,
                AT.plusSeconds(second),
                "ada",
                "desk",
                operation,
                event,
                "shop",
                "production",
                "");
    }

    @Test
    void eachDeedIsMarkedWhenItEndedAndALongOneWhenItBeganToo() {
        List<Mark> marks =
                Deeds.marks(
                        List.of(
                                line(300, "seed", "begun"),
                                line(200, "backup", "done"),
                                line(61, "kill", "failed"),
                                line(60, "kill", "begun"),
                                line(40, "backup", "begun"),
                                line(2, "kill", "done"),
                                line(1, "kill", "begun")));
        assertThat(marks)
                .containsExactly(
                        new Mark(AT.plusSeconds(2), Mark.Kind.CANCEL, "kill"),
                        new Mark(AT.plusSeconds(40), Mark.Kind.BACKUP, "backup begins"),
                        new Mark(AT.plusSeconds(61), Mark.Kind.CANCEL, "kill failed"),
                        new Mark(AT.plusSeconds(200), Mark.Kind.BACKUP, "backup"),
                        new Mark(AT.plusSeconds(300), Mark.Kind.NOTE, "seed begins"));
    }

    @Test
    void whatTheHistoryOfMigrationsTellsIsNotToldTwice() {
        assertThat(
                        Deeds.marks(
                                List.of(
                                        line(9, "rollback", "in doubt"),
                                        line(8, "rollback", "begun"),
                                        line(6, "migrate", "done"),
                                        line(5, "migrate", "begun"),
                                        line(4, "kill", "refused"))))
                .extracting(Mark::words)
                .containsExactly("rollback in doubt");
    }
}
