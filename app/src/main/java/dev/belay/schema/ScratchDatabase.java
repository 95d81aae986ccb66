package dev.belay.schema;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A database on the live one's server, made like it from template0. It is claimed by a session as
 * long as it is wanted, so that one that a killed process left is known, and taken away when the
 * next is made.
 */
final class ScratchDatabase implements ScratchPlace {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabase.class);

    private final SessionSource live;
    private final Session claim;
    private final SessionSource source;
    private final String drop;
    private final List<String> notes = new ArrayList<>();

    private ScratchDatabase(SessionSource live, Session claim, SessionSource source, String drop) {
        this.live = live;
        this.claim = claim;
        this.source = source;
        this.drop = drop;
    }

    private record Statements(String name, String claim, String create, String drop) {}

    /**
     * @param made extensions that the scripts make by themselves
     */
    static ScratchDatabase make(Sessions sessions, Target target, Set<String> made)
            throws ConnectException, SQLException {
        SessionSource live = sessions.source(target, Purpose.WORK);
        Statements statements = null;
        try {
            Session session = live.session();
            sweep(session);
            statements =
                    session.one(
                            "scratch-create",
                            row ->
                                    new Statements(
                                            row.getString("name"),
                                            row.getString("claim_it"),
                                            row.getString("create_it"),
                                            row.getString("drop_it")));
            run(session.connection(), statements.claim);
            run(session.connection(), statements.create);
            SessionSource source = sessions.source(target, statements.name, Purpose.WORK);
            try {
                ScratchDatabase scratch =
                        new ScratchDatabase(live, session, source, statements.drop);
                scratch.extend(session, made);
                return scratch;
            } catch (SQLException | ConnectException | RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (SQLException | ConnectException | RuntimeException e) {
            if (statements != null) {
                dropped(live, statements.drop);
            }
            live.close();
            if (e instanceof SQLException sql && sessions.dialect(target).notPermitted(sql)) {
                throw Problem.of(
                                "schema.scratch.permission",
                                target.name(),
                                ExitCode.REFUSED,
                                ServerWords.of(sql))
                        .asException(e);
            }
            throw e;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void sweep(Session session) throws SQLException {
        for (String left : session.all("scratch-left", row -> row.getString("drop_it"))) {
            try {
                run(session.connection(), left);
                LOG.info("A scratch database that was left behind was dropped: {}", left);
            } catch (SQLException e) {
                LOG.info("A scratch database is in use by another: {}", left);
            }
        }
    }

    private record Extension(String name, String create) {}

    /** Types and functions of extensions are what scripts may take for given. */
    private void extend(Session live, Set<String> made) throws SQLException, ConnectException {
        List<Extension> extensions =
                live.all(
                        "scratch-extensions",
                        row -> new Extension(row.getString("name"), row.getString("create_it")));
        try (Session session = source.session()) {
            for (Extension each : extensions) {
                if (!made.contains(each.name)) {
                    try {
                        run(session.connection(), each.create);
                    } catch (SQLException e) {
                        notes.add(
                                Messages.text(
                                        "schema.scratch.extension", each.name, ServerWords.of(e)));
                    }
                }
            }
        }
    }

    @Override
    public Target target() {
        return source.target();
    }

    @Override
    public SessionSource source() {
        return source;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        source.close();
        dropped(live, drop);
        claim.close();
        live.close();
    }

    private static void dropped(SessionSource live, String drop) {
        try (Connection connection = live.getConnection()) {
            run(connection, drop);
        } catch (SQLException e) {
            LOG.warn(
                    "A scratch database could not be dropped, the next one will do it: {}",
                    drop,
                    e);
        }
    }
}
