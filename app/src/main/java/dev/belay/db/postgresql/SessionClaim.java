package dev.belay.db.postgresql;

import dev.belay.db.Claim;
import dev.belay.db.Sql;
import dev.belay.message.Messages;
import dev.belay.target.Engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A claim by an advisory lock of a session of its own. The server drops it with the session; who
 * holds it stands in the session's application name.
 */
final class SessionClaim implements Claim {
    private final Connection connection;
    private final Runnable abort;
    private boolean taken;

    SessionClaim(Connection connection, String holder, Runnable abort) throws SQLException {
        this.connection = connection;
        this.abort = abort;
        ask("claim-name", holder);
    }

    @Override
    public boolean take() throws SQLException {
        if (!taken) {
            taken = Boolean.parseBoolean(ask("claim-take"));
        }
        return taken;
    }

    @Override
    public String holder() throws SQLException {
        String name = ask("claim-holder");
        return name.isEmpty() ? Messages.text("operation.holder.unknown") : name;
    }

    @Override
    public boolean held() {
        try {
            return taken && Boolean.parseBoolean(ask("claim-held"));
        } catch (SQLException e) {
            return false;
        }
    }

    private String ask(String question, String... arguments) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String sql = Sql.find(Engine.POSTGRESQL, major, question).orElseThrow();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                String answer = rows.next() ? rows.getString(1) : null;
                return answer == null ? "" : answer;
            }
        }
    }

    @Override
    public void close() {
        abort.run();
    }
}
