package dev.belay.cli;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Dialect;
import dev.belay.db.Purpose;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import java.io.Console;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** Connects for a command: tells each attempt that failed, and asks a person for a password. */
final class Connector {
    private final Call call;

    Connector(Call call) {
        this.call = call;
    }

    /**
     * A session, after as many attempts as the retry has; a permanent failure ends them at once.
     *
     * @throws dev.belay.message.BelayException with the last attempt's problem
     */
    Session open(Target target, Purpose purpose, Retry retry) throws InterruptedException {
        long start = System.nanoTime();
        Duration due = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            due = due.plus(retry.waits().get(attempt - 1));
            Thread.sleep(Duration.ofNanos(Math.max(0, due.toNanos() - since(start).toNanos())));
            try {
                return open(target, purpose);
            } catch (ConnectException e) {
                ConnectFailure failure = e.failure();
                if (failure.permanent() || attempt == retry.attempts()) {
                    throw new Crashes(call).explained(target, failure.problem()).asException(e);
                }
                Duration next = due.plus(retry.waits().get(attempt)).minus(since(start));
                tell(failure, attempt, retry.attempts(), next);
            }
        }
    }

    /** Something that is asked of a target on a session of its own. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Session session) throws SQLException, ConnectException, InterruptedException;
    }

    /**
     * Asks on a session that was opened at the first attempt.
     *
     * @throws dev.belay.message.BelayException if it cannot be opened, or breaks
     */
    <T> T ask(Target target, Question<T> question) throws InterruptedException {
        return ask(target, Purpose.ASK, question);
    }

    /** The same, with the limits of another purpose. */
    <T> T ask(Target target, Purpose purpose, Question<T> question) throws InterruptedException {
        try (Session session = open(target, purpose, Retry.ONCE)) {
            return question.ask(session);
        } catch (SQLException e) {
            Dialect dialect = call.parts().sessions().dialect(target);
            throw dialect.failure(target, e).problem().asException(e);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private void tell(ConnectFailure failure, int attempt, int of, Duration next) {
        call.out()
                .progress(
                        Messages.text(
                                "cli.attempt",
                                failure.problem().line(),
                                attempt,
                                of,
                                Units.duration(next)));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** One attempt, and a second one if it takes a password that a person knows. */
    private Session open(Target target, Purpose purpose) throws ConnectException {
        try {
            return call.parts().sessions().open(target, purpose);
        } catch (ConnectException e) {
            if (e.failure().remedy() != ConnectFailure.Remedy.PASSWORD || !ask(target)) {
                throw e;
            }
            return call.parts().sessions().open(target, purpose);
        }
    }

    private boolean ask(Target target) {
        Console console = call.out().person() ? System.console() : null;
        if (console == null || !(target.address() instanceof Address.Server)) {
            return false;
        }
        char[] typed = console.readPassword("%s ", Messages.text("cli.password", target.place()));
        if (typed == null || typed.length == 0) {
            return false;
        }
        call.parts().passwords().remember(target, new Secret(typed));
        Arrays.fill(typed, ' ');
        return true;
    }
}
