package dev.belay.watch;

import java.time.Instant;
import java.util.List;

/** All checks of a target at one time, and what they come to. */
public record Health(List<Check> checks, Instant checkedAt) {
    /** Healthy, degraded or unhealthy: any fail, else any warn, else healthy. */
    public enum Verdict {
        HEALTHY,
        DEGRADED,
        UNHEALTHY
    }

    public Health {
        checks = List.copyOf(checks);
    }

    public Verdict verdict() {
        if (checks.stream().anyMatch(c -> c.status() == Status.FAIL)) {
            return Verdict.UNHEALTHY;
        }
        return checks.stream().anyMatch(c -> c.status() == Status.WARN)
                ? Verdict.DEGRADED
                : Verdict.HEALTHY;
    }
}
