package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.target.Address;
import dev.belay.target.Target;

/** Tells whether two targets are databases of one server. */
final class SameServer {
    private SameServer() {}

    /** By its own identifier, since one server has many addresses; by these if that is hidden. */
    static boolean of(Sessions sessions, Target one, Target other) {
        Address.Server here = (Address.Server) one.address();
        Address.Server there = (Address.Server) other.address();
        if (here.host().equals(there.host()) && here.port() == there.port()) {
            return true;
        }
        try (Session first = sessions.open(one, Purpose.PLAN);
                Session second = sessions.open(other, Purpose.PLAN)) {
            String system = system(first);
            return system.equals(system(second))
                    && !system.equals(Messages.text("postgresql.system.unknown"));
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private static String system(Session session) {
        String fingerprint = session.identity().fingerprint();
        return fingerprint.substring(0, Math.max(0, fingerprint.lastIndexOf(" / ")));
    }
}
