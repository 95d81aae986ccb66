package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.FileRestore;
import dev.belay.backup.Lineage;
import dev.belay.backup.Opening;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What restores are made with.
 *
 * @param backups those of a target
 * @param fileRestore how SQLite replaces the content of a file in use
 * @param lineage opens the store; asked for when it is needed
 */
public record Restores(
        Sessions sessions,
        Histories histories,
        Backups backups,
        Tools tools,
        FileRestore fileRestore,
        Supplier<Lineage> lineage,
        Clock clock) {

    /**
     * The restore that is wished for.
     *
     * @param opening what an encrypted backup is opened with
     */
    public Restore of(Target target, Request request, SafetyCopy safety, Opening opening) {
        return new Restore(
                target, this, RestoreWish.of(request), safety, opening, request.withoutCopy());
    }
}
