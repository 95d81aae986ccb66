package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.message.Messages;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The claim on the name of a database, held in another one: nobody may be connected to a database
 * while its name changes hands.
 */
final class NameClaim implements Claim {
    private final ReentrantLock asking = new ReentrantLock();
    private final SessionSource source;
    private final Session session;
    private final String name;

    private NameClaim(SessionSource source, Session session, String name) {
        this.source = source;
        this.session = session;
        this.name = name;
    }

    static NameClaim open(Maintenance maintenance, String name) throws ConnectException {
        SessionSource source = maintenance.source(Purpose.CLAIM);
        try {
            return new NameClaim(source, source.session(), name);
        } catch (ConnectException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public boolean take() throws SQLException {
        return Boolean.parseBoolean(ask("restore-claim-take"));
    }

    @Override
    public String holder() {
        return Messages.text("operation.holder.unknown");
    }

    @Override
    public boolean held() {
        try {
            return Boolean.parseBoolean(ask("restore-claim-held"));
        } catch (SQLException e) {
            return false;
        }
    }

    private String ask(String question) throws SQLException {
        asking.lock();
        try {
            return session.one(question, row -> row.getString(1), name);
        } finally {
            asking.unlock();
        }
    }

    @Override
    public void close() {
        session.abort();
        source.abort();
    }
}
