package dev.belay.watch;

import dev.belay.activity.Activities;
import dev.belay.activity.Holds;
import dev.belay.activity.LockSample;
import dev.belay.activity.LockTree;
import dev.belay.activity.Locks;
import dev.belay.activity.Pool;
import dev.belay.activity.Pooling;
import dev.belay.activity.Statements;
import dev.belay.activity.Who;
import dev.belay.db.Metric;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what goes on inside a target, on the session of the reading just taken. */
final class Insight {
    private static final String UNTOLD = "watch.inside.untold";

    /** So long what somebody holds is taken for what it holds now. */
    private static final Duration HELD = Duration.ofSeconds(5);

    private final Clock clock;
    private final Since since = new Since();
    private final Statements statements = new Statements();
    private final PoolerLook pooler;
    private final Runnable heard;

    /** One question, which a file on another system cannot answer. */
    private interface Question<T> {
        Optional<T> ask(Session session) throws SQLException;
    }

    /**
     * @param heard told after each answer, whatever it is
     */
    Insight(Clock clock, PoolerLook pooler, Runnable heard) {
        this.clock = clock;
        this.pooler = pooler;
        this.heard = heard;
    }

    /**
     * What of it is wanted, and the waits whenever the reading tells of one.
     *
     * @param chosen whose locks are wanted, or null
     * @param before what stays where it is not asked for
     * @throws SQLException only when the session itself is lost
     */
    Inside read(
            Session session,
            Reading.Sample sample,
            Set<Detail> wanted,
            @Nullable Who chosen,
            Inside before)
            throws SQLException {
        Answer<LockTree> locks = before.locks();
        if (wanted.contains(Detail.LOCKS) || waits(session, sample)) {
            locks = ask(session, locks, () -> UNTOLD, s -> Locks.read(s).map(this::tree));
        } else if (Sessions.onServer(session.target())) {
            locks = Answer.of(LockTree.empty(sample.at()), sample.at());
        }
        return new Inside(
                locks,
                wanted.contains(Detail.SESSIONS)
                        ? ask(session, before.sessions(), () -> UNTOLD, Activities::read)
                        : before.sessions(),
                wanted.contains(Detail.POOL)
                        ? ask(session, before.pool(), () -> UNTOLD, Pool::read)
                        : before.pool(),
                pooler(wanted.contains(Detail.POOL), before.pooler()),
                wanted.contains(Detail.STATEMENTS)
                        ? ask(session, before.statements(), this::noStatements, statements::read)
                        : before.statements(),
                chosen == null ? Answer.none() : holds(session, chosen, before.holds()));
    }

    /** It changes seldom while a session waits or is waited for. */
    private Answer<Holds> holds(Session session, Who chosen, Answer<Holds> before)
            throws SQLException {
        Holds known = before.value();
        Instant at = before.at();
        boolean same = known != null && known.who().equals(chosen);
        boolean fresh = same && at != null && clock.instant().isBefore(at.plus(HELD));
        return fresh
                ? before
                : ask(
                        session,
                        same ? before : Answer.none(),
                        () -> UNTOLD,
                        s -> Holds.read(s, chosen));
    }

    private Answer<Pooling> pooler(boolean wanted, Answer<Pooling> before) {
        if (wanted) {
            return pooler.look();
        }
        pooler.close();
        return before;
    }

    private LockTree tree(LockSample sample) {
        return LockTree.of(since.told(sample, clock.instant()));
    }

    private String noStatements() {
        return statements.permitted() ? "watch.inside.statements" : "watch.inside.statements.role";
    }

    /** Unknown counts as waiting: the graph is told to everyone. */
    private static boolean waits(Session session, Reading.Sample sample) {
        return Sessions.onServer(session.target())
                && (sample.vitals().orNaN(Metric.LONGEST_WAIT) > 0
                        || !(sample.vitals().orNaN(Metric.WAITING) <= 0));
    }

    /**
     * What cannot be answered is told as that, and is no reason to lose the connection.
     *
     * @param before what is known so far, and stays if this look is not answered
     * @param untold the message for where nobody can know, asked for then
     */
    private <T> Answer<T> ask(
            Session session, Answer<T> before, Supplier<String> untold, Question<T> question)
            throws SQLException {
        Instant at = clock.instant();
        try {
            Answer<T> answer =
                    question.ask(session)
                            .map(value -> Answer.of(value, at))
                            .orElseGet(() -> Answer.unknown(Messages.text(untold.get()), at));
            heard.run();
            return answer;
        } catch (SQLException e) {
            if (Lines.dead(session)) {
                throw e;
            }
            heard.run();
            return before.missed(why(session, e), at);
        }
    }

    private static String why(Session session, SQLException failure) {
        String why = session.dialect().failure(session.target(), failure).problem().why();
        return session.dialect().notPermitted(failure)
                ? Messages.text("watch.inside.denied", why)
                : why;
    }
}
