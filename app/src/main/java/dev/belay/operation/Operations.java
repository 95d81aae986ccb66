package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.target.Target;

import java.util.List;

/** Makes operations of requests, and again of what the journal kept of them. */
public record Operations(
        Sessions sessions,
        Histories histories,
        SafetyCopy copies,
        Archive archive,
        Restores restores) {
    /** The operation as it was called. */
    public Operation<?> of(Journal.Entry entry) {
        return of(entry.target(), new Request(entry.operation(), entry.arguments(), true));
    }

    /** The operation that is wished for. */
    public Operation<?> of(Target target, Request request) {
        Safeguard safeguard = new Safeguard(copies, request.withoutCopy());
        return switch (request.operation()) {
            case "init" -> new Init(target, sessions, histories, safeguard);
            case "migrate" ->
                    new Migrate(target, histories, safeguard, request.arguments().get("to"));
            case "rollback" ->
                    new Rollback(
                            target,
                            histories,
                            safeguard,
                            request.arguments().getOrDefault("to", Rollback.NOTHING));
            case "seed" ->
                    new Seed(
                            target,
                            safeguard,
                            request.arguments().containsKey(Seed.SET)
                                    ? Seed.sets(request.arguments().get(Seed.SET))
                                    : List.of());
            case "backup" -> new Backup(target, histories, archive, BackupChoice.of(request));
            case Restore.NAME -> restores.of(target, request, copies);
            case Prune.NAME ->
                    new Prune(
                            target,
                            archive.backups(),
                            restores.lineage(),
                            Prune.keeping(target, request.arguments()),
                            restores.clock());
            case Kill.NAME -> new Kill(target, Victims.of(request.arguments()));
            case "repair" -> new Repair(target, histories);
            case "baseline" ->
                    new Baseline(target, histories, request.arguments().getOrDefault("at", ""));
            default -> throw new IllegalArgumentException(request.operation());
        };
    }
}
