package dev.belay.watch;

/**
 * The answer of a check. {@link #NOT_PERMITTED} and {@link #UNKNOWN} never lower a target's health.
 */
public enum Status {
    FAIL("fail"),
    WARN("warn"),
    NOT_PERMITTED("unknown"),
    UNKNOWN("unknown"),
    OK("ok");

    private final String json;

    Status(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }
}
