package dev.belay.backup;

import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.store.Store;
import dev.belay.target.Target;
import dev.belay.target.Targets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which database a target is, without asking it, so that its backups are found wherever it stood
 * and whatever it was called: a file by its inode, one on a server by what its last operation saw.
 */
public final class Kin {
    private static final Logger LOG = LoggerFactory.getLogger(Kin.class);

    private final Sessions sessions;
    private final Supplier<Store> store;
    private final Map<String, String> met = new ConcurrentHashMap<>();

    /**
     * What a target's database is known by.
     *
     * @param since no backup before it is one of it, whatever its fingerprint is
     * @param sure false if it may have come into being earlier
     */
    public record Known(Set<String> fingerprints, Instant since, boolean sure) {
        private static final Known NOTHING = new Known(Set.of(), Instant.MAX, false);

        boolean fits(String fingerprint, Instant then) {
            return fingerprints.contains(fingerprint) && !then.isBefore(since);
        }

        /** False only if what stood in the same place then is known to be another. */
        public boolean mayBe(String fingerprint, Instant then) {
            return fingerprints.isEmpty()
                    || (fingerprints.contains(fingerprint) && (!sure || !then.isBefore(since)));
        }
    }

    /**
     * @param store opened when it is first needed, which is never for a file
     */
    public Kin(Sessions sessions, Supplier<Store> store) {
        this.sessions = sessions;
        this.store = store;
    }

    /** A session saw this database at the target's place. */
    void met(Target target, String fingerprint) {
        met.put(target.place(), fingerprint);
    }

    /** What a session saw of the database on a server; empty if none saw it yet. */
    Optional<Known> seenBySession(Target target) {
        return Optional.ofNullable(Sessions.onServer(target) ? met.get(target.place()) : null)
                .map(f -> of(target, Optional.of(f)));
    }

    /**
     * What is known of the target's database now.
     *
     * @param last the fingerprint of the last backup that was taken at its place; it holds where
     *     nobody knows more
     */
    Known of(Target target, Optional<String> last) {
        if (!Sessions.onServer(target)) {
            return sessions.dialect(target)
                    .standing(target)
                    .map(s -> new Known(Set.of(s.fingerprint()), s.since(), s.sure()))
                    .orElse(Known.NOTHING);
        }
        try {
            return Optional.ofNullable(met.get(target.place()))
                    .or(() -> seen(target))
                    .or(() -> last)
                    .map(f -> new Known(new Lineage(store.get()).family(f), Instant.MIN, true))
                    .orElse(Known.NOTHING);
        } catch (BelayException e) {
            LOG.warn("Where {} stood before is not known: {}", target.name(), e.problem().why(), e);
            return Known.NOTHING;
        }
    }

    private Optional<String> seen(Target target) {
        return store.get()
                .read(
                        handle ->
                                handle.createQuery(
                                                "SELECT fingerprint FROM operation WHERE place ="
                                                        + " :place ORDER BY begun_at DESC LIMIT 1")
                                        .bind("place", target.place())
                                        .mapTo(String.class)
                                        .findOne());
    }

    /** The folders, by their names, in which saved targets keep their backups. */
    Set<String> folders() {
        return new Targets(store.get())
                .list().stream()
                        .map(each -> FileName.ofFolder(each.name()))
                        .collect(Collectors.toSet());
    }
}
