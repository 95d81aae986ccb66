package dev.belay.operation;

import dev.belay.db.Sessions;
import dev.belay.history.Histories;

import java.util.List;

/** Makes operations again from what the journal kept of them. */
public record Operations(Sessions sessions, Histories histories, SafetyCopy copies) {
    /** The operation as it was called. */
    public Operation<?> of(Journal.Entry entry) {
        Safeguard safeguard = new Safeguard(copies, true);
        return switch (entry.operation()) {
            case "init" -> new Init(entry.target(), sessions, histories, safeguard);
            case "migrate" ->
                    new Migrate(entry.target(), histories, safeguard, entry.arguments().get("to"));
            case "rollback" ->
                    new Rollback(
                            entry.target(),
                            histories,
                            safeguard,
                            entry.arguments().getOrDefault("to", Rollback.NOTHING));
            case "seed" ->
                    new Seed(
                            entry.target(),
                            safeguard,
                            entry.arguments().containsKey("set")
                                    ? List.of(entry.arguments().get("set").split(" "))
                                    : List.of());
            case "repair" -> new Repair(entry.target(), histories);
            case "baseline" ->
                    new Baseline(
                            entry.target(), histories, entry.arguments().getOrDefault("at", ""));
            default -> throw new IllegalArgumentException(entry.operation());
        };
    }
}
