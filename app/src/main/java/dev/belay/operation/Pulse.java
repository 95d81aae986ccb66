package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;

/**
 * Feels whether a server is still there, where work on it holds no claim: on a connection of its
 * own, in the rhythm and with the limit of the {@link Watchdog}.
 */
final class Pulse implements AutoCloseable {
    private final SessionSource source;
    private final Watchdog watchdog;

    private Pulse(SessionSource source, Session session, Runnable lost) {
        this.source = source;
        this.watchdog = new Watchdog(() -> Watchdog.answers(session), lost).start();
    }

    /**
     * Feels it until it is closed.
     *
     * @param source of a claim's connections to the server; closed with this one
     * @param lost called once if the server is gone
     */
    static Pulse of(SessionSource source, Runnable lost) throws ConnectException {
        try {
            return new Pulse(source, source.session(), lost);
        } catch (ConnectException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public void close() {
        watchdog.close();
        source.abort();
    }
}
