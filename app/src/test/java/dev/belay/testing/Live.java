package dev.belay.testing;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.target.Engine;
import dev.belay.target.Secret;
import dev.belay.target.Target;

/** Sessions on the real engines, for targets that need no password. */
public final class Live {
    private Live() {}

    public static Session session(Target target, Purpose purpose) throws ConnectException {
        return sessions().open(target, purpose);
    }

    /** A watching session of a role that needs a password. */
    public static Session as(Target target, String password) throws ConnectException {
        return new Sessions(
                        engine -> new PostgresqlDialect(),
                        t -> Secret.of(password),
                        Forwarding.NONE)
                .open(target, Purpose.WATCH);
    }

    public static Sessions sessions() {
        return new Sessions(
                engine -> engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                target -> null,
                Forwarding.NONE);
    }
}
