package dev.belay.operation;

import dev.belay.lint.Risk;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a copy is taken before an operation.
 *
 * @param waived true if the operator chose to go on where no copy can be taken
 */
public record Safeguard(SafetyCopy copies, boolean waived) {
    Plan.Safety of(Target target, Risk risk, List<Problem> blockers) {
        if (risk != Risk.DESTRUCTIVE) {
            return Plan.Safety.NONE;
        }
        Optional<String> hindrance = copies.hindrance(target);
        if (hindrance.isEmpty()) {
            return Plan.Safety.COPY;
        }
        if (!waived) {
            blockers.add(Guards.refused("operation.no-copy", target, hindrance.get()));
        }
        return Plan.Safety.WAIVED;
    }
}
