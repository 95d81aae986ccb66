package dev.belay.db.postgresql;

import dev.belay.db.Claim;
import dev.belay.db.Purpose;
import dev.belay.db.Sql;
import dev.belay.message.Messages;
import dev.belay.target.Engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A claim by an advisory lock of a session of its own. The server drops it with the session; who
 * holds it stands in the session's application name.
 */
final class SessionClaim implements Claim {
    private static final Duration GIVE_BACK = Duration.ofMillis(500);

    private final ReentrantLock asking = new ReentrantLock();
    private final Connection connection;
    private final Runnable abort;
    private volatile boolean taken;

    SessionClaim(Connection connection, String holder, Runnable abort) throws SQLException {
        this.connection = connection;
        this.abort = abort;
        ask("claim-name", Purpose.applicationName(holder));
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
        asking.lock();
        try {
            return answer(question, arguments);
        } finally {
            asking.unlock();
        }
    }

    private String answer(String question, String... arguments) throws SQLException {
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

    /** Given back at once if the server answers; else with the session, which it ends some time. */
    @Override
    public void close() {
        if (taken && asking.tryLock()) {
            try {
                connection.setNetworkTimeout(Runnable::run, (int) GIVE_BACK.toMillis());
                answer("claim-give-back");
            } catch (SQLException e) {
                // The session is ended below.
            } finally {
                taken = false;
                asking.unlock();
            }
        }
        abort.run();
    }
}
