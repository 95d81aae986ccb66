package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.target.Target;

/**
 * What an operation holds that runs beside others: nobody's place, only a session of its own that
 * tells a server that is gone.
 */
final class Beside implements Claim {
    private final Session session;

    private Beside(Session session) {
        this.session = session;
    }

    static Beside on(Sessions sessions, Target target) throws ConnectException {
        return new Beside(sessions.open(target, Purpose.CLAIM));
    }

    @Override
    public boolean take() {
        return true;
    }

    @Override
    public String holder() {
        return "";
    }

    @Override
    public boolean held() {
        return Watchdog.answers(session);
    }

    @Override
    public void close() {
        session.abort();
    }
}
