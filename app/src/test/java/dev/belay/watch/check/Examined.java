package dev.belay.watch.check;

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
import dev.belay.target.Thresholds;
import dev.belay.watch.Check;
import dev.belay.watch.Health;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A real target examined as Belay's own wiring would. */
final class Examined {
    static final String PASSWORD = "let me in";
    static final Sessions SESSIONS =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> new Secret(PASSWORD.toCharArray()),
                    Forwarding.NONE);

    private Examined() {}

    static Session open(Target target) {
        try {
            return SESSIONS.open(target, Purpose.WATCH);
        } catch (ConnectException e) {
            throw new AssertionError(e.failure().problem().copyText(), e);
        }
    }

    /** All checks once, on a connection of its own. */
    static Health health(Target target) throws SQLException {
        try (Session session = open(target)) {
            return HealthChecks.all(CheckContext.once(session, null), Instant.now());
        }
    }

    /** One of the checks. */
    static Check check(Target target, String name) throws SQLException {
        return named(health(target), name);
    }

    static Check named(Health health, String name) {
        return health.checks().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + health));
    }

    /** The target with lines so low that a test reaches them in a moment. */
    static Target impatient(Target target) {
        return target.withThresholds(
                new Thresholds(
                        40,
                        60,
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        1,
                        List.of()));
    }

    static Target counting(Target target, String... tables) {
        Thresholds t = target.thresholds();
        return target.withThresholds(
                new Thresholds(
                        t.poolWarn(),
                        t.poolLimit(),
                        t.lockWait(),
                        t.longTransaction(),
                        t.idleInTransaction(),
                        Duration.ofSeconds(5),
                        1,
                        List.of(tables)));
    }

    static Target pool(Target target, int warn, int limit) {
        Thresholds t = target.thresholds();
        return target.withThresholds(
                new Thresholds(
                        warn,
                        limit,
                        t.lockWait(),
                        t.longTransaction(),
                        t.idleInTransaction(),
                        t.latency(),
                        t.freeDisk(),
                        List.of()));
    }
}
