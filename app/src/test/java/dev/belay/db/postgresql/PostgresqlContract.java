package dev.belay.db.postgresql;

import dev.belay.db.Dialect;
import dev.belay.db.DialectContract;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;

/** The contract on one major, as a role with a password that owns its databases. */
abstract class PostgresqlContract extends DialectContract {
    private final PostgresServer server;
    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final String role;
    private @Nullable String named;

    PostgresqlContract(int major) {
        server = PostgresServers.of(major);
        role = server.freshRole(CANARY);
    }

    PostgresServer server() {
        return server;
    }

    String role() {
        return role;
    }

    @Override
    protected Dialect dialect() {
        return dialect;
    }

    @Override
    protected Secret password() {
        return Secret.of(CANARY);
    }

    @Override
    protected Target fresh() {
        String database = server.freshDatabase();
        server.run("postgres", "ALTER DATABASE " + database + " OWNER TO " + role);
        return server.target(database, role);
    }

    /** Making a database takes long, giving it another name does not. */
    @Override
    protected Target named(String name) {
        if (named == null) {
            named = fresh().databaseName();
        }
        server.run("postgres", "ALTER DATABASE " + quoted(named) + " RENAME TO " + quoted(name));
        named = name;
        return server.target(named, role);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    protected Target missing() {
        return server.target("missing", role);
    }

    @Override
    protected Connection owner(Target target) throws SQLException {
        return server.connect(target.databaseName(), role, CANARY);
    }

    @Override
    protected String endless() {
        return "SELECT pg_sleep(3600)";
    }
}
