package dev.belay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The commands of this version, and those of the contract that are still to come. */
final class Commands {
    private static final Map<String, Supplier<Object>> BUILT = new LinkedHashMap<>();

    /** Rows of {@code docs/cli.md} that this version answers with exit code 2. */
    static final Set<String> TO_COME = Set.of("watch", "replay", "report", "deploy", "serve");

    static {
        BUILT.put("health", HealthCommand::new);
        BUILT.put("history", HistoryCommand::new);
        BUILT.put("locks", LocksCommand::new);
        BUILT.put("sessions", SessionsCommand::new);
        BUILT.put("pool", PoolCommand::new);
        BUILT.put("kill", KillCommand::new);
        BUILT.put("init", InitCommand::new);
        BUILT.put("migrate", MigrateCommand::new);
        BUILT.put("rollback", RollbackCommand::new);
        BUILT.put("validate", ValidateCommand::new);
        BUILT.put("repair", RepairCommand::new);
        BUILT.put("baseline", BaselineCommand::new);
        BUILT.put("seed", SeedCommand::new);
        BUILT.put("backup", BackupCommand::new);
        BUILT.put("backups", BackupsCommand::new);
        BUILT.put("restore", RestoreCommand::new);
        BUILT.put("schedule", ScheduleCommand::new);
        BUILT.put("drill", DrillCommand::new);
        BUILT.put("audit", AuditCommand::new);
        BUILT.put("target", TargetCommand::new);
        BUILT.put("tools", ToolsCommand::new);
        BUILT.put("demo", DemoCommand::new);
        BUILT.put("completion", CompletionCommand::new);
        BUILT.put("help", HelpCommand::new);
    }

    private Commands() {}

    static List<String> names() {
        return List.copyOf(BUILT.keySet());
    }

    static boolean built(String name) {
        return BUILT.containsKey(name);
    }

    /** A new instance for one run; only the classes of the one that runs are loaded. */
    static Object make(String name) {
        Supplier<Object> command = BUILT.get(name);
        if (command == null) {
            throw new IllegalArgumentException(name);
        }
        return command.get();
    }
}
