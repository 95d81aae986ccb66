package dev.belay.watch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Counted rows by table, null for one that could not be counted; empty if none were chosen. */
    public Map<String, @Nullable Long> rows() {
        Map<String, @Nullable Long> rows = new LinkedHashMap<>();
        checks.forEach(c -> rows.putAll(c.rows()));
        return rows;
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
