package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Another database of a target's server, from which databases are made, renamed and dropped; it is
 * reached by the target's way, as the role that changes the target.
 *
 * @param target the database of the server
 */
record Maintenance(Sessions sessions, Target live, Target target) {

    static Maintenance of(Sessions sessions, Target live, String database) {
        return new Maintenance(sessions, live, at(live, database));
    }

    /** The name of a database that every server has, but this one. */
    static String beside(String name) {
        return name.equals("postgres") ? "template1" : "postgres";
    }

    /** Another database of the same server. */
    static Target at(Target live, String database) {
        Address.Server server = (Address.Server) live.address();
        return live.withAddress(
                new Address.Server(
                        server.host(),
                        server.port(),
                        database,
                        server.user(),
                        server.tls(),
                        server.jump()));
    }

    SessionSource source(Purpose purpose) throws ConnectException {
        return sessions.source(live, target, purpose);
    }

    static void run(Session session, String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
