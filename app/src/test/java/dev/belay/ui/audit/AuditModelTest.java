package dev.belay.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.operation.Audit;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditLine;
import dev.belay.ui.audit.AuditModel.Page;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class AuditModelTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final AuditModel model = new AuditModel();

    private static List<AuditLine> lines(long from, long to) {
        List<AuditLine> lines = new ArrayList<>();
        for (long n = from; n >= to; n--) {
            lines.add(
                    new AuditLine(
                            n, NOON, "ana", "ws", "migrate", "done", "shop", "production", ""));
        }
        return lines;
    }

    private static Page page(long from, long to, long newest, Map<String, Long> counts) {
        return new Page(lines(from, to), counts, List.of("shop"), newest);
    }

    private static Audit.Verdict verdict(long entries, List<Audit.Fault> chain, String... seal) {
        return new Audit.Verdict(entries, entries, "h", chain, List.of(), List.of(seal), NOON);
    }

    @Test
    void oneSentenceTellsHowTheChainStands() {
        assertThat(model.sentence(NOON)).isEqualTo("Reading the audit");
        model.show(page(3, 1, 3, Map.of("done", 3L)));
        assertThat(model.sentence(NOON)).isEqualTo("Checking the chain");
        model.verified(verdict(1204, List.of()));
        assertThat(model.sentence(NOON)).matches("1,204 lines, chain intact, sealed \\d\\d:00:00");
        model.verified(verdict(1, List.of()));
        assertThat(model.sentence(NOON)).startsWith("1 line, chain intact");
    }

    @Test
    void aBrokenChainNamesWhatAndWhereAndMarksTheLine() {
        model.show(page(9, 1, 9, Map.of("done", 9L)));
        model.verified(verdict(9, List.of(new Audit.Fault(3, "line 3 was changed"))));
        assertThat(model.sentence(NOON)).isEqualTo("9 lines, chain broken at line 3");
        assertThat(model.broken(3)).isTrue();
        assertThat(model.broken(4)).isFalse();
        assertThat(model.faults(3)).containsExactly("line 3 was changed");
        model.verified(
                verdict(
                        9,
                        List.of(
                                new Audit.Fault(1, "one"),
                                new Audit.Fault(2, "two"),
                                new Audit.Fault(3, "three"),
                                new Audit.Fault(4, "four")),
                        "the seal is gone"));
        assertThat(model.sentence(NOON))
                .isEqualTo("9 lines, chain broken in 5 places, first at line 1");
        assertThat(model.trouble())
                .containsExactly(
                        "one", "two", "three", "and 2 more; 'belay audit verify' lists all");
        model.verified(verdict(9, List.of(), "the end was cut off"));
        assertThat(model.sentence(NOON)).isEqualTo("9 lines, chain broken at its end");
    }

    @Test
    void olderLinesFollowUntilAllThatFitAreShown() {
        model.show(page(12, 8, 12, Map.of("done", 10L, "failed", 2L)));
        assertThat(model.more()).isTrue();
        assertThat(model.extent()).isEqualTo("The newest 5 of 12 lines");
        assertThat(model.older().below()).isEqualTo(8);
        model.append(page(7, 1, 12, Map.of("done", 10L, "failed", 2L)));
        assertThat(model.lines()).hasSize(12);
        assertThat(model.more()).isFalse();
        model.choose(AuditEvent.FAILED, true);
        model.show(page(2, 1, 12, Map.of("done", 10L, "failed", 2L)));
        assertThat(model.more()).isFalse();
        assertThat(model.query().events()).containsExactly("failed");
    }

    @Test
    void newLinesComeOnTopOrWait() {
        model.show(page(3, 1, 3, Map.of("done", 3L)));
        model.hold(5);
        assertThat(model.waiting()).isEqualTo(2);
        assertThat(model.lines()).hasSize(3);
        assertThat(model.newer().above()).isEqualTo(3);
        model.prepend(page(5, 4, 5, Map.of("done", 5L)));
        assertThat(model.waiting()).isZero();
        assertThat(model.lines()).extracting(AuditLine::number).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void soManyNewLinesThatSomeMayBeBetweenBeginAnew() {
        model.show(page(3, 1, 3, Map.of("done", 3L)));
        long newest = 3 + 2L * AuditModel.PAGE;
        model.prepend(page(newest, newest - AuditModel.PAGE + 1, newest, Map.of("done", newest)));
        assertThat(model.lines()).hasSize(AuditModel.PAGE);
        assertThat(model.more()).isTrue();
        assertThat(model.older().below()).isEqualTo(newest - AuditModel.PAGE + 1);
    }

    @Test
    void theFilterIsTheQuery() {
        model.filter("  ana  drop ");
        model.target("shop");
        assertThat(model.query().words()).containsExactly("ana", "drop");
        assertThat(model.query().target()).isEqualTo("shop");
        assertThat(model.first().most()).isEqualTo(AuditModel.PAGE);
        assertThat(model.filtered()).isTrue();
        assertThat(model.filter("ana  drop")).isFalse();
    }
}
