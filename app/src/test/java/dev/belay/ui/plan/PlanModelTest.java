package dev.belay.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Consent;
import dev.belay.operation.Part;
import dev.belay.operation.Phase;
import dev.belay.operation.Plan;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.operation.Seen;
import dev.belay.operation.Step;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

class PlanModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:08:42Z");
    private final Target target =
            Target.of(
                            "kiosk",
                            Engine.SQLITE,
                            Environment.DEVELOPMENT,
                            new Address.File(Path.of("/srv/shop.db")))
                    .withVersion(1);
    private final Request back = Request.of("rollback", "to", "4");
    private final PlanModel model = new PlanModel(target, back);

    private Plan plan(Risk risk, Plan.Safety safety, Problem... blockers) {
        return plan("basis", risk, safety, blockers);
    }

    private Plan plan(String basis, Risk risk, Plan.Safety safety, Problem... blockers) {
        return new Plan(
                "rollback",
                back.arguments(),
                target,
                new Seen("fe00:1", "SQLite 3.54.1", "6"),
                "4",
                basis,
                List.of(part("U6__b.sql", risk), part("U5__a.sql", risk)),
                List.of(),
                List.of(blockers),
                safety);
    }

    private static Part part(String script, Risk risk) {
        return new Part(
                "Undo " + script,
                script,
                "one transaction",
                List.of(new Step(script + ":1", "drop", "drop table a", null, risk)));
    }

    private Plan destructive() {
        return plan(Risk.DESTRUCTIVE, Plan.Safety.COPY);
    }

    @Test
    void nothingCanBeBegunBeforeThePlanIsRead() {
        assertThat(model.whyOff(true)).isEqualTo(Messages.text("plan.off.unread"));
        assertThat(ChangeWords.title(target, back, model.plan()))
                .isEqualTo("Roll back kiosk to V4");
        model.read(destructive(), NOW);
        assertThat(ChangeWords.title(target, back, model.plan()))
                .isEqualTo("Roll back kiosk from V6 to V4");
        assertThat(ChangeWords.verb(back, model.plan())).isEqualTo("Roll back to V4");
    }

    @Test
    void onlyTheWholeNameOnAnArmedTargetTurnsTheButtonOn() {
        model.read(destructive(), NOW);
        model.type("shop.db");
        assertThat(model.whyOff(false)).contains("Ctrl+Shift+A");
        for (String other : List.of("", "shop.d", "Shop.db", "shop.db ", "kiosk")) {
            model.type(other);
            assertThat(model.whyOff(true)).as(other).isEqualTo(Messages.text("plan.off.name"));
        }
        model.type("shop.db");
        assertThat(model.whyOff(true)).isEmpty();
        assertThat(model.consent()).isEqualTo(new Consent.Typed("shop.db"));
    }

    @Test
    void whatAddsOnlyNeedsNoName() {
        model.read(plan(Risk.ADDITIVE, Plan.Safety.NONE), NOW);
        assertThat(model.nameIsMissing()).isFalse();
        assertThat(model.whyOff(true)).isEmpty();
        assertThat(model.consent()).isEqualTo(new Consent.Given());
    }

    @Test
    void aBlockerStandsAgainstItWhateverIsTyped() {
        Problem blocker = Problem.of("operation.standby", "kiosk", ExitCode.REFUSED);
        model.read(plan(Risk.DESTRUCTIVE, Plan.Safety.COPY, blocker), NOW);
        model.type("shop.db");
        assertThat(model.whyOff(true)).isEqualTo("1 thing stands against it");
        assertThat(model.copyIsMissing()).isFalse();
    }

    @Test
    void onlyTheOperatorsChoiceGoesOnWithoutACopy() {
        Problem missing = Problem.of("operation.no-copy", "kiosk", ExitCode.REFUSED, "no room");
        model.read(plan(Risk.DESTRUCTIVE, Plan.Safety.WAIVED, missing), NOW);
        assertThat(model.copyIsMissing()).isTrue();
        assertThat(model.twin().line()).doesNotContain("--without-copy");
        model.goOnWithoutCopy();
        model.reading();
        model.read(plan(Risk.DESTRUCTIVE, Plan.Safety.WAIVED), NOW);
        assertThat(model.copyIsMissing()).isFalse();
        assertThat(model.twin().line())
                .isEqualTo("belay rollback -t kiosk --to 4 --without-copy --confirm shop.db");
    }

    @Test
    void theNameThatWasTypedForOnePlanIsNotTakenForAnother() {
        model.read(destructive(), NOW);
        model.type("shop.db");
        model.reading();
        assertThat(model.whyOff(true)).isEqualTo(Messages.text("plan.off.again"));
        model.read(destructive(), NOW);
        assertThat(model.whyOff(true)).isEmpty();
        model.read(plan("other", Risk.DESTRUCTIVE, Plan.Safety.COPY), NOW);
        assertThat(model.whyOff(true)).isEqualTo(Messages.text("plan.off.name"));
    }

    @Test
    void whatIsRefusedAtTheBeginningLeavesThePlan() {
        model.read(destructive(), NOW);
        model.type("shop.db");
        Problem refused = Problem.of("operation.unarmed", "kiosk", ExitCode.REFUSED);
        model.refused(refused);
        assertThat(model.state()).isEqualTo(new State.Shown(destructive(), NOW, false, refused));
        assertThat(model.typed()).isEqualTo("shop.db");
    }

    @Test
    void thePlanIsToldWithItsCopyBeforeAndItsVerificationAfter() {
        List<Row> rows = Row.of(destructive());
        assertThat(rows)
                .filteredOn(Row.Head.class::isInstance)
                .extracting(r -> ((Row.Head) r).number() + " " + ((Row.Head) r).title())
                .containsExactly(
                        "1 Safety copy, read back whole",
                        "2 Undo U6__b.sql",
                        "3 Undo U5__a.sql",
                        "4 Verify");
        assertThat(Row.of(plan(Risk.ADDITIVE, Plan.Safety.NONE)).getFirst())
                .isInstanceOfSatisfying(
                        Row.Head.class, head -> assertThat(head.title()).contains("U6"));
    }

    @Test
    void thePartAtWorkNeverGoesBack() {
        Plan plan = destructive();
        assertThat(Row.part(plan, at(null, ""), 0)).isZero();
        assertThat(Row.part(plan, at(Phase.SAFE, "copying"), 0)).isEqualTo(1);
        assertThat(Row.part(plan, at(Phase.EXECUTING, "U6__b.sql"), 1)).isEqualTo(2);
        assertThat(Row.part(plan, at(Phase.COMMITTING, ""), 2)).isEqualTo(2);
        assertThat(Row.part(plan, at(Phase.EXECUTING, "x/U5__a.sql"), 2)).isEqualTo(3);
        assertThat(Row.part(plan, at(Phase.EXECUTING, "U6__b.sql"), 3)).isEqualTo(3);
        assertThat(Row.part(plan, at(Phase.VERIFYING, ""), 3)).isEqualTo(4);
    }

    private static Running.Progressed at(Phase phase, String what) {
        return new Running.Progressed(phase, what, OptionalDouble.empty(), Optional.empty(), NOW);
    }

    @Test
    void aStatementIsCutToOneLineWithoutItsComments() {
        OneLine whole = OneLine.of("-- why\nDROP TABLE a -- now\n  CASCADE", 80);
        assertThat(text(whole)).isEqualTo("DROP TABLE a  CASCADE");
        assertThat(whole.cut()).isFalse();
        OneLine cut = OneLine.of("DROP TABLE abcdefghij", 14);
        assertThat(text(cut)).isEqualTo("DROP TABLE ab…");
        assertThat(cut.cut()).isTrue();
        assertThat(OneLine.whole("a\n\tbcdefg", 4)).containsExactly("a", "    ", "bcde", "fg");
    }

    private static String text(OneLine line) {
        StringBuilder all = new StringBuilder();
        line.words().forEach(w -> all.append(w.text()));
        return all.toString();
    }
}
