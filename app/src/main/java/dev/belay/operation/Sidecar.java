package dev.belay.operation;

import dev.belay.backup.Traits;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.List;

/**
 * An empty database made like the live one, into which a backup is restored. It is claimed by a
 * session as long as it is wanted, so that one that a killed process left is known. Dropped when it
 * is closed, unless it has got another name by then.
 */
final class Sidecar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

    private final Maintenance maintenance;
    private final SessionSource server;
    private final Session claim;
    private final Made made;
    private final Work work;

    private record Made(String name, String claim, String create, String drop) {}

    private Sidecar(
            Maintenance maintenance, SessionSource server, Session claim, Made made, Work work) {
        this.maintenance = maintenance;
        this.server = server;
        this.claim = claim;
        this.made = made;
        this.work = work;
    }

    /**
     * Makes one, after those were taken away that killed processes left.
     *
     * @param like what it shall be like; null for what the live one is now
     * @param work that it is for; when the server is lost, its session is cut off
     */
    static Sidecar make(Maintenance maintenance, @Nullable Traits like, Work work)
            throws ConnectException, SQLException {
        SessionSource server = maintenance.source(Purpose.WORK);
        work.whenLost(server::abort);
        try {
            Session session = server.session();
            sweep(session);
            Made made =
                    session.one(
                            "restore-create",
                            row ->
                                    new Made(
                                            row.getString("name"),
                                            row.getString("claim_it"),
                                            row.getString("create_it"),
                                            row.getString("drop_it")),
                            (like == null ? now(session, maintenance) : like).json());
            Maintenance.run(session, made.claim);
            Maintenance.run(session, made.create);
            return new Sidecar(maintenance, server, session, made, work);
        } catch (SQLException | ConnectException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Takes away what killed processes left on a server. */
    static void sweep(Session session) throws SQLException {
        for (String left : session.all("restore-left", row -> row.getString("drop_it"))) {
            try {
                Maintenance.run(session, left);
                LOG.info("A database that was left behind was dropped: {}", left);
            } catch (SQLException e) {
                LOG.info("A database that was left behind cannot be dropped yet: {}", left, e);
            }
        }
    }

    String name() {
        return made.name;
    }

    Target target() {
        return Maintenance.at(maintenance.live(), made.name);
    }

    SessionSource source() throws ConnectException {
        return maintenance.sessions().source(maintenance.live(), target(), Purpose.WORK);
    }

    /**
     * Gives it settings, rights and limits.
     *
     * @param like whose; null for those that the live one has now
     * @param later the name that it will have
     * @return the statements that could not be done here, for that name
     */
    List<String> dress(@Nullable Traits like, String later) throws SQLException {
        return Dressing.give(claim, made.name, like == null ? now(claim, maintenance) : like)
                .stream()
                .map(sql -> sql.replace(made.name, Maintenance.quoted(later)))
                .toList();
    }

    private static Traits now(Session session, Maintenance maintenance) throws SQLException {
        return Traits.of(session, maintenance.live().databaseName());
    }

    private void reached() throws ConnectException {
        try (SessionSource other = maintenance.source(Purpose.ASK)) {
            other.session().close();
        }
    }

    @Override
    public void close() {
        server.close();
        if (work.stopped() && !Answering.soon(maintenance.live(), this::reached)) {
            LOG.warn("{} could not be dropped; the next restore does it", made.name);
            return;
        }
        // The claim's own session may have been cut off.
        try (SessionSource other = maintenance.source(Purpose.WORK);
                Session session = other.session()) {
            Maintenance.run(session, made.drop);
        } catch (SQLException | ConnectException e) {
            LOG.warn("{} could not be dropped; the next restore does it", made.name, e);
        }
    }
}
