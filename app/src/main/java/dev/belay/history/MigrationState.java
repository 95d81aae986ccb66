package dev.belay.history;

/** How a migration stands, in Flyway's words. */
public enum MigrationState {
    PENDING("Pending"),
    ABOVE_TARGET("Above Target"),
    BELOW_BASELINE("Below Baseline"),
    BASELINE("Baseline"),
    IGNORED("Ignored"),
    IGNORED_BASELINE("Ignored (Baseline)"),
    MISSING("Missing"),
    FAILED_MISSING("Failed (Missing)"),
    SUCCESS("Success"),
    UNDONE("Undone"),
    DELETED("Deleted"),
    FAILED("Failed"),
    OUT_OF_ORDER("Out of Order"),
    FUTURE("Future"),
    FAILED_FUTURE("Failed (Future)"),
    OUTDATED("Outdated"),
    SUPERSEDED("Superseded");

    private final String words;

    MigrationState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
