package dev.belay.cli;

import dev.belay.message.Problem;
import dev.belay.operation.Plan;
import dev.belay.operation.PlanLines;
import dev.belay.operation.Step;

/** A plan as the command prints it. */
final class PlanText {
    private PlanText() {}

    static Json json(Plan plan) {
        return Json.object()
                .put("operation", plan.operation())
                .put("target", plan.target().known())
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
        PlanLines.of(plan).forEach(line -> out.line(style(line.tone()), line.text()));
    }

    private static Style style(PlanLines.Tone tone) {
        return switch (tone) {
            case HEAD -> Style.STRONG;
            case PART, STEP -> Style.PLAIN;
            case SQL -> Style.MUTED;
            case DANGER, FINDING -> Style.WARN;
            case BLOCKER -> Style.BAD;
        };
    }
}
