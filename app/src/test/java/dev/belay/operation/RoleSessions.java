package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.target.Secret;
import dev.belay.target.Target;

/** Opens sessions of one role. */
record RoleSessions(String role, String password) {
    Session open(Target target) throws ConnectException {
        return new Sessions(
                        engine -> new PostgresqlDialect(),
                        t -> Secret.of(password),
                        Forwarding.NONE)
                .open(target, Purpose.PLAN);
    }
}
