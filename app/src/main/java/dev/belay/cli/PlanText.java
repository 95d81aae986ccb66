package dev.belay.cli;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Plan;
import dev.belay.operation.Step;

import java.util.List;

/** A plan as the command prints it. */
final class PlanText {
    private PlanText() {}

    static Json json(Plan plan) {
        return Json.object()
                .put("operation", plan.operation())
                .put("target", Call.name(plan.target()))
                .put("fingerprint", plan.fingerprint())
                .put("risk", plan.risk().id())
                .put("confirm", plan.confirm())
                .put("steps", plan.steps().stream().map(PlanText::json).toList())
                .put("warnings", plan.warnings())
                .put("blockers", plan.blockers().stream().map(Problem::line).toList())
                .put("safetyCopy", plan.safety() == Plan.Safety.COPY);
    }

    private static Json json(Step step) {
        return Json.object()
                .put("what", step.what())
                .put("sql", step.sql())
                .put("lock", step.lock())
                .put("risk", step.risk().id());
    }

    static void tell(Output out, Plan plan) {
        out.line(
                Style.STRONG,
                Messages.text(
                        "cli.plan.head",
                        plan.operation(),
                        Call.name(plan.target()),
                        plan.target().databaseName(),
                        plan.fingerprint(),
                        plan.risk().id()));
        if (plan.nothing()) {
            out.line(Messages.text("cli.plan.nothing"));
        }
        for (Step step : plan.steps()) {
            String lock = step.lock() == null ? "" : "  [" + step.lock() + "]";
            out.line(
                    step.risk() == dev.belay.lint.Risk.DESTRUCTIVE ? Style.WARN : Style.PLAIN,
                    "  " + step.what() + lock);
            if (step.sql() != null) {
                sql(step.sql()).forEach(line -> out.line(Style.MUTED, "      " + line));
            }
        }
        if (plan.safety() == Plan.Safety.COPY) {
            out.line(Messages.text("cli.plan.copy"));
        }
        plan.warnings().forEach(w -> out.line(Style.WARN, Messages.text("cli.plan.warning", w)));
        plan.blockers()
                .forEach(
                        b ->
                                out.line(
                                        Style.BAD,
                                        Messages.text("cli.plan.blocker", b.line(), b.next())));
        if (plan.confirm() != null) {
            out.line(Messages.text("cli.plan.confirm", plan.confirm()));
        }
    }

    private static List<String> sql(String sql) {
        return sql.strip().lines().toList();
    }
}
