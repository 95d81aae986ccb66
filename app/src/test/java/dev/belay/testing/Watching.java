package dev.belay.testing;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.history.History;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.watch.Detail;
import dev.belay.watch.Health;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One target on screen, watched for real with its health left out. */
public final class Watching implements AutoCloseable {
    private static final Retry QUICK =
            new Retry(List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(200)));

    private final Sessions sessions;
    private final Watches watches;
    private final Watch watch;

    /**
     * @param password of every role, null for the superuser's
     * @param details what somebody looks at
     */
    public Watching(Target target, String password, Detail... details) {
        sessions =
                new Sessions(
                        engine -> new PostgresqlDialect(),
                        t -> password == null ? null : Secret.of(password),
                        Forwarding.NONE);
        watches =
                new Watches(
                        sessions,
                        t -> (session, last, trail, history) -> new Health(List.of(), last.at()),
                        (session, t) -> new History(List.of(), null, null, null),
                        Clock.systemUTC(),
                        QUICK);
        watch = watches.add(target);
        watch.focus(true);
        for (Detail detail : details) {
            watch.want(detail);
        }
    }

    public Watch watch() {
        return watch;
    }

    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        watches.close();
    }
}
