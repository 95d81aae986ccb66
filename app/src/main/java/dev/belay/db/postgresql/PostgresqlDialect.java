package dev.belay.db.postgresql;

import dev.belay.db.Claim;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.FileHolder;
import dev.belay.db.Guard;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.Purpose;
import dev.belay.db.ServerVersion;
import dev.belay.db.Session;
import dev.belay.db.Sql;
import dev.belay.db.Vitals;
import dev.belay.db.WriteAccess;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.WeakHashMap;

/** PostgreSQL 14 and later through pgjdbc. */
public final class PostgresqlDialect implements Dialect {
    /** The oldest major whose catalogues Belay's questions know. */
    static final int OLDEST = 14;

    private final Map<Connection, Pooler> poolers =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Session, Size> sizes = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public boolean needsPlatformThread() {
        return false;
    }

    @Override
    public Connection connect(Target target, @Nullable Secret password, Purpose purpose)
            throws SQLException {
        return connect(target, password, purpose, !purpose.writes());
    }

    @Override
    public Connection console(Target console, @Nullable Secret password) throws SQLException {
        return Driver.console(console, password);
    }

    private Connection connect(
            Target target, @Nullable Secret password, Purpose purpose, boolean readOnly)
            throws SQLException {
        Connection connection = Driver.connect(target, password, purpose);
        boolean usable = false;
        try {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST) {
                throw new SQLException(
                        connection.getMetaData().getDatabaseProductVersion(),
                        PostgresqlFailure.TOO_OLD);
            }
            Pooler pooler =
                    Pooler.between(connection, () -> Driver.connect(target, password, purpose));
            poolers.put(connection, pooler);
            if (pooler == Pooler.NONE) {
                settle(connection, purpose, readOnly);
            }
            usable = true;
            return connection;
        } finally {
            if (!usable) {
                abort(connection);
            }
        }
    }

    private static void settle(Connection connection, Purpose purpose, boolean readOnly)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String limit = purpose.statement().toMillis() + "ms";
        try (PreparedStatement settings = connection.prepareStatement(sql(major, "settings"))) {
            settings.setString(1, limit);
            settings.setString(2, purpose.lock().toMillis() + "ms");
            settings.setString(3, limit);
            settings.setString(4, readOnly ? "on" : "off");
            settings.execute();
        }
    }

    private static String sql(int major, String question) {
        return Sql.find(Engine.POSTGRESQL, major, question).orElseThrow();
    }

    @Override
    public ConnectFailure failure(Target target, SQLException failure) {
        return PostgresqlFailure.of(target, failure);
    }

    private Pooler pooler(Connection connection) {
        return poolers.getOrDefault(connection, Pooler.NONE);
    }

    @Override
    public Identity identify(Session session) throws SQLException {
        String system = systemIdentifier(session);
        String pooler =
                pooler(session.connection()) == Pooler.TRANSACTION
                        ? Messages.text("postgresql.pooler")
                        : null;
        return session.one(
                "identity",
                row ->
                        new Identity(
                                ServerVersion.parse(row.getString("version")),
                                row.getBoolean("in_recovery")
                                        ? Identity.Role.STANDBY
                                        : Identity.Role.PRIMARY,
                                system + " / " + row.getString("database_oid"),
                                pooler));
    }

    private String systemIdentifier(Session session) throws SQLException {
        try {
            return session.one("system-identifier", row -> row.getString("system_identifier"));
        } catch (SQLException e) {
            if (notPermitted(e)) {
                return Messages.text("postgresql.system.unknown");
            }
            throw e;
        }
    }

    /** The server ends late statements by itself, unless a pooler forbids to tell it so. */
    @Override
    public Guard guard(Statement statement, Purpose purpose) throws SQLException {
        return pooler(statement.getConnection()) == Pooler.NONE
                ? Guard.NONE
                : new PooledGuard(statement, purpose);
    }

    @Override
    public Claim claim(Target target, @Nullable Secret password, String holder)
            throws SQLException {
        Connection connection = connect(target, password, Purpose.CLAIM);
        return new SessionClaim(connection, holder, () -> abort(connection));
    }

    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    @Override
    public void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone either way.
        }
    }

    @Override
    public Vitals vitals(Session session) throws SQLException {
        long start = System.nanoTime();
        Vitals vitals = session.one("vitals", Vitals::of);
        vitals = vitals.with(Metric.LATENCY, (System.nanoTime() - start) / 1e6);
        double size = sizes.computeIfAbsent(session, s -> new Size()).of(session, this);
        return Double.isNaN(size) ? vitals : vitals.with(Metric.SIZE, size);
    }

    @Override
    public WriteAccess writeAccess(Session session) throws SQLException {
        return session.one("write-access", PostgresqlDialect::access);
    }

    private static WriteAccess access(ResultSet row) throws SQLException {
        String role = row.getString("role");
        if (row.getBoolean("in_recovery")) {
            return new WriteAccess(
                    WriteAccess.Answer.STANDBY, Messages.text("postgresql.write.standby"));
        }
        if (row.getBoolean("read_only")) {
            return new WriteAccess(
                    WriteAccess.Answer.READ_ONLY, Messages.text("postgresql.write.read-only"));
        }
        long tables = row.getLong("tables");
        long writable = row.getLong("writable");
        boolean create = row.getBoolean("may_create");
        if (writable == 0 && !create) {
            return new WriteAccess(
                    WriteAccess.Answer.NOT_PERMITTED,
                    Messages.text("postgresql.write.not-permitted", role));
        }
        return new WriteAccess(
                WriteAccess.Answer.YES,
                Messages.text(
                        create ? "postgresql.write.create" : "postgresql.write.rows",
                        role,
                        Long.toString(writable),
                        Long.toString(tables)));
    }

    /** Catalogue rows and the log are written for real, which a standby or a full disk refuses. */
    @Override
    public String probeWrite(Target target, @Nullable Secret password) throws SQLException {
        Connection connection = connect(target, password, Purpose.ASK, false);
        try (Statement statement = connection.createStatement()) {
            connection.setReadOnly(false);
            connection.setAutoCommit(false);
            try {
                statement.execute(sql(OLDEST, "probe-write"));
            } finally {
                connection.rollback();
            }
            return Messages.text("postgresql.write.probed");
        } finally {
            connection.close();
        }
    }

    /** SQL does not tell. */
    @Override
    public OptionalLong freeDisk(Session session) {
        return OptionalLong.empty();
    }

    /** There is no file of one's own. */
    @Override
    public List<FileHolder> holders(Session session) {
        return List.of();
    }

    @Override
    public OptionalInt position(SQLException failure) {
        return PostgresqlFailure.position(failure);
    }

    @Override
    public boolean notPermitted(SQLException failure) {
        return PostgresqlFailure.NOT_PERMITTED.equals(failure.getSQLState());
    }
}
