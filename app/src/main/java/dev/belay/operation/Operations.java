package dev.belay.operation;

import dev.belay.history.Histories;

/** Makes operations again from what the journal kept of them. */
public record Operations(Histories histories, SafetyCopy copies) {
    /** The operation as it was called. */
    public Operation<?> of(Journal.Entry entry) {
        Safeguard safeguard = new Safeguard(copies, true);
        return switch (entry.operation()) {
            case "init" -> new Init(entry.target(), histories, safeguard);
            case "migrate" ->
                    new Migrate(entry.target(), histories, safeguard, entry.arguments().get("to"));
            case "rollback" ->
                    new Rollback(
                            entry.target(),
                            histories,
                            safeguard,
                            entry.arguments().getOrDefault("to", Rollback.NOTHING));
            case "repair" -> new Repair(entry.target(), histories);
            case "baseline" ->
                    new Baseline(
                            entry.target(), histories, entry.arguments().getOrDefault("at", ""));
            default -> throw new IllegalArgumentException(entry.operation());
        };
    }
}
