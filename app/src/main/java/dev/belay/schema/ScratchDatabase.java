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
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A database on the live one's server or another, made from template0 like the one that is
 * connected to there. It is claimed by a session as long as it is wanted, so that one that a killed
 * process left is known, and taken away when the next is made.
 */
final class ScratchDatabase implements ScratchPlace {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabase.class);

    private final SessionSource server;
    private final Session claim;
    private final SessionSource source;
    private final String drop;
    private final List<String> notes = new ArrayList<>();
    private volatile boolean gone;

    private ScratchDatabase(
            SessionSource server, Session claim, SessionSource source, String drop) {
        this.server = server;
        this.claim = claim;
        this.source = source;
        this.drop = drop;
    }

    private record Statements(String name, String claim, String create, String drop) {}

    /**
     * @param on a database of the server where it is made; the live one itself, mostly
     * @param made extensions that the scripts make by themselves
     */
    static ScratchDatabase make(Sessions sessions, Target live, Target on, Set<String> made)
            throws ConnectException, SQLException {
        return make(sessions, live, on, made, true, cut -> {});
    }

    /** One with nothing in it, not even the live one's extensions. */
    static ScratchDatabase bare(
            Sessions sessions, Target live, Target on, Consumer<Runnable> whenLost)
            throws ConnectException, SQLException {
        return make(sessions, live, on, Set.of(), false, whenLost);
    }

    private static ScratchDatabase make(
            Sessions sessions,
            Target live,
            Target on,
            Set<String> made,
            boolean extended,
            Consumer<Runnable> whenLost)
            throws ConnectException, SQLException {
        SessionSource server = sessions.source(on, Purpose.WORK);
        whenLost.accept(server::abort);
        Statements statements = null;
        try {
            Session session = server.session();
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
            SessionSource source =
                    sessions.source(on, named(live, on, statements.name), Purpose.WORK);
            try {
                ScratchDatabase scratch =
                        new ScratchDatabase(server, session, source, statements.drop);
                if (extended) {
                    scratch.extend(extensions(sessions, live, on, session), made);
                }
                return scratch;
            } catch (SQLException | ConnectException | RuntimeException e) {
                source.close();
                throw e;
            }
        } catch (SQLException | ConnectException | RuntimeException e) {
            if (statements != null) {
                dropped(server, statements.drop);
            }
            server.close();
            if (e instanceof SQLException sql && sessions.dialect(on).notPermitted(sql)) {
                throw Problem.of(
                                "schema.scratch.permission",
                                on.name(),
                                ExitCode.REFUSED,
                                ServerWords.of(sql))
                        .asException(e);
            }
            throw e;
        }
    }

    /** The live target, with its folders and settings, as if it stood in scratch. */
    private static Target named(Target live, Target on, String database) {
        Address.Server server = (Address.Server) on.address();
        return live.withOptions(on.options())
                .withAddress(
                        new Address.Server(
                                server.host(),
                                server.port(),
                                database,
                                server.user(),
                                server.tls(),
                                server.jump()));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Left(String name, String drop) {}

    /** The names of those that killed processes left on a server, and that are gone now. */
    static List<String> sweep(Session session) throws SQLException {
        List<String> swept = new ArrayList<>();
        for (Left left :
                session.all(
                        "scratch-left",
                        row -> new Left(row.getString("name"), row.getString("drop_it")))) {
            try {
                run(session.connection(), left.drop);
                swept.add(left.name);
                LOG.info("A scratch database that was left behind was dropped: {}", left.name);
            } catch (SQLException e) {
                LOG.info("A scratch database is in use by another: {}", left.name);
            }
        }
        return swept;
    }

    /** The same, for whom nothing there is worth waiting long. */
    static List<String> sweepSoon(Session session) throws SQLException {
        run(session.connection(), "set statement_timeout = '5s'");
        return sweep(session);
    }

    private record Extension(String name, String create) {}

    private static List<Extension> extensions(
            Sessions sessions, Target live, Target on, Session session)
            throws ConnectException, SQLException {
        if (on.address().equals(live.address())) {
            return extensions(session);
        }
        try (Session other = sessions.open(live, Purpose.ASK)) {
            return extensions(other);
        }
    }

    private static List<Extension> extensions(Session session) throws SQLException {
        return session.all(
                "scratch-extensions",
                row -> new Extension(row.getString("name"), row.getString("create_it")));
    }

    /** Types and functions of extensions are what scripts may take for given. */
    private void extend(List<Extension> extensions, Set<String> made)
            throws SQLException, ConnectException {
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
    public @Nullable String standing() {
        return gone ? null : target().databaseName();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        source.close();
        gone = dropped(server, drop);
        claim.close();
        server.close();
    }

    private static boolean dropped(SessionSource server, String drop) {
        try (Connection connection = server.getConnection()) {
            run(connection, drop);
            return true;
        } catch (SQLException e) {
            LOG.warn(
                    "A scratch database could not be dropped, the next one will do it: {}",
                    drop,
                    e);
            return false;
        }
    }
}
