package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;

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

    private record Made(String name, String claim, String create, String drop) {}

    private Sidecar(Maintenance maintenance, SessionSource server, Session claim, Made made) {
        this.maintenance = maintenance;
        this.server = server;
        this.claim = claim;
        this.made = made;
    }

    /**
     * Makes one, after those were taken away that killed processes left.
     *
     * @param like the name of the live database
     * @param work that it is for; when the server is lost, its session is cut off
     */
    static Sidecar make(Maintenance maintenance, String like, Work work)
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
                            like);
            Maintenance.run(session, made.claim);
            Maintenance.run(session, made.create);
            return new Sidecar(maintenance, server, session, made);
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

    /** Gives it the settings, rights and limits that the live one has. */
    void dress(String like) throws SQLException {
        for (String sql :
                claim.all("restore-properties", row -> row.getString("sql"), made.name, like)) {
            Maintenance.run(claim, sql);
        }
        record Setting(String alter, String name, String value, String literal, boolean list) {}
        for (Setting each :
                claim.all(
                        "restore-settings",
                        row ->
                                new Setting(
                                        row.getString("alter_it"),
                                        row.getString("name"),
                                        row.getString("value"),
                                        row.getString("literal"),
                                        row.getBoolean("list")),
                        made.name,
                        like)) {
            if (each.list) {
                fromCurrent(each.alter, each.name, each.value);
            } else {
                Maintenance.run(claim, each.alter + " to " + each.literal);
            }
        }
    }

    /** A list that is written as one literal would become a list of one. */
    private void fromCurrent(String alter, String name, String value) throws SQLException {
        claim.connection().setAutoCommit(false);
        try {
            claim.select("select set_config(?, ?, true)", row -> row.getString(1), name, value);
            Maintenance.run(claim, alter + " from current");
            claim.connection().commit();
        } finally {
            claim.connection().rollback();
            claim.connection().setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        server.close();
        // The claim's own session may have been cut off.
        try (SessionSource other = maintenance.source(Purpose.WORK);
                Session session = other.session()) {
            Maintenance.run(session, made.drop);
        } catch (SQLException | ConnectException e) {
            LOG.warn("{} could not be dropped; the next restore does it", made.name, e);
        }
    }
}
