package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.FileRestore;
import dev.belay.backup.Lineage;
import dev.belay.backup.Opening;
import dev.belay.backup.RestoreTimes;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.message.BelayException;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What restores are made with.
 *
 * @param backups those of a target
 * @param fileRestore how SQLite replaces the content of a file in use
 * @param times how long restores took
 * @param lineage opens the store; asked for when it is needed
 * @param patience so long those who read or write a SQLite file are waited for
 */
public record Restores(
        Sessions sessions,
        Histories histories,
        Backups backups,
        Tools tools,
        FileRestore fileRestore,
        RestoreTimes times,
        Supplier<Lineage> lineage,
        Clock clock,
        Duration patience) {
    /** A reader that holds on longer is told by its process. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

    /** The restore that is wished for; opened with the request's passphrase or identity. */
    public Restore of(Target target, Request request, SafetyCopy safety) {
        return of(target, request, safety, () -> opening(request));
    }

    /**
     * Asks the target's server which database it is, so that its backups are found; or does not.
     */
    public void meet(Target target) {
        if (Sessions.onServer(target)) {
            try (Session session = sessions.open(target, Purpose.WATCH)) {
                backups.met(target, session.identity().fingerprint());
            } catch (ConnectException | BelayException e) {
                LOG.debug("{} is known by what was seen of it before", target.known(), e);
            }
        }
    }

    /**
     * The databases that restores of a target put aside, newest first; blocks as long as its server
     * takes to tell.
     *
     * @throws BelayException if it cannot be told
     */
    public List<KeptDatabase> kept(Target target) {
        if (!Sessions.onServer(target)) {
            return List.of();
        }
        try {
            return KeptDatabase.of(target, sessions, lineage.get());
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        } catch (SQLException e) {
            throw sessions.dialect(target).failure(target, e).problem().asException(e);
        }
    }

    private static Opening opening(Request request) {
        Secret passphrase = request.secret();
        if (passphrase != null) {
            return Opening.of(passphrase);
        }
        String identity = request.arguments().get(RestoreWish.IDENTITY);
        return identity == null ? Opening.NONE : Opening.ofIdentities(Path.of(identity));
    }

    /**
     * The restore that is wished for.
     *
     * @param opening what an encrypted backup is opened with
     */
    public Restore of(Target target, Request request, SafetyCopy safety, Opening opening) {
        return of(target, request, safety, () -> opening);
    }

    private Restore of(
            Target target, Request request, SafetyCopy safety, Supplier<Opening> opening) {
        RestoreWish wish = RestoreWish.of(request);
        return new Restore(target, this, wish, safety, opening, request.withoutCopy());
    }
}
