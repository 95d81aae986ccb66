package dev.belay.cli;

import dev.belay.backup.Backups;
import dev.belay.backup.Freshness;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.watch.Status;
import dev.belay.watch.check.LastBackup;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What the backups of targets say of their health. Listing a folder may take as long as its disk,
 * so whoever looks at a target is told what was found before, and never waits.
 */
public final class BackupHealth {
    private static final Duration LASTS = Duration.ofMinutes(1);

    private final Backups backups;
    private final Executor worker;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private record Known(LastBackup found, Instant at) {}

    /**
     * @param worker lists the folders; it may wait for a disk
     */
    public BackupHealth(Backups backups, Executor worker, Clock clock) {
        this.backups = backups;
        this.worker = worker;
        this.clock = clock;
    }

    /** What was found last, a minute ago or so; null if nothing was yet. Returns at once. */
    public @Nullable LastBackup last(Session session) {
        Target target = session.target();
        meet(backups, session);
        Instant now = clock.instant();
        Known before = known.get(target.place());
        boolean old =
                before == null || Duration.between(before.at(), now).abs().compareTo(LASTS) > 0;
        if (old && asked.add(target.place())) {
            worker.execute(
                    () -> {
                        try {
                            known.put(
                                    target.place(),
                                    new Known(of(backups, target), clock.instant()));
                        } finally {
                            asked.remove(target.place());
                        }
                    });
        }
        Known after = known.get(target.place());
        return after == null ? null : after.found();
    }

    /**
     * Lists them now. None is missed where somebody expects one: of a target with a schedule, and
     * of one in production that was saved; whoever only looks at an address may keep its backups by
     * other means.
     */
    static LastBackup of(Backups backups, Session session) {
        meet(backups, session);
        return of(backups, session.target());
    }

    /** A file is known by itself. */
    private static void meet(Backups backups, Session session) {
        if (Sessions.onServer(session.target())) {
            backups.met(session.target(), session.identity().fingerprint());
        }
    }

    private static LastBackup of(Backups backups, Target target) {
        Freshness found = Freshness.of(backups.current(target), Instant.now());
        boolean scheduled = target.backupRules().schedule() != null;
        boolean production = target.environment() == Environment.PRODUCTION;
        boolean saved = target.version() > 0;
        if (found.newest() == null && !scheduled && !(production && saved)) {
            return new LastBackup(Status.UNKNOWN, null, Messages.text("check.last_backup.none"));
        }
        Status status = found.well() || !(scheduled || production) ? Status.OK : Status.WARN;
        return new LastBackup(status, found.age(), String.join(" ", found.sentences()));
    }
}
