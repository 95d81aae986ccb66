package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sql;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What an operation works with, from the moment it may change its target. */
public final class Work {
    private final String id;
    private final Plan plan;
    private final SessionSource source;
    private final BiConsumer<Phase, String> journal;
    private final Progress progress;
    private final TimeLeft left = new TimeLeft();
    private final Stop stop;
    private final Stop lost;
    private final Stop either;
    private final Consumer<Claim> exchange;
    private @Nullable Path safetyCopy;

    /**
     * @param id the operation's number in the journal
     * @param journal keeps a phase and what is noted of it, on the disk when it returns
     * @param lost is wished when the server is lost
     * @param exchange goes on under another claim, which is held already
     */
    Work(
            String id,
            Plan plan,
            SessionSource source,
            BiConsumer<Phase, String> journal,
            Progress progress,
            Stop stop,
            Stop lost,
            Consumer<Claim> exchange) {
        this.id = id;
        this.plan = plan;
        this.source = source;
        this.journal = journal;
        this.progress = progress;
        this.stop = stop;
        this.lost = lost;
        this.either = Stop.either(stop, lost);
        this.exchange = exchange;
    }

    /** The operation's number in the journal. */
    public String id() {
        return id;
    }

    public Plan plan() {
        return plan;
    }

    /** Connections that may write; they are cut off when the operation is stopped. */
    public SessionSource source() {
        return source;
    }

    /** A session on one of them; closing it gives it back. */
    public Session session() throws ConnectException {
        return source.session();
    }

    /**
     * Tells how far the work is, and ends it here if that was wished.
     *
     * @param share of the phase that is done, 0 to 1, where it is known
     * @throws dev.belay.message.BelayException with {@link ExitCode#CANCELLED}
     */
    public void at(Phase phase, String what, OptionalDouble share) {
        progress.at(phase, what, share);
        check();
    }

    /** Tells what is done now, where the work goes on evenly and cannot be ended. */
    void tell(Phase phase, String what, OptionalDouble share) {
        progress.at(phase, what, share, left.at(share));
    }

    /** The copy of the target that was taken before; null if none was. */
    @Nullable Path safetyCopy() {
        return safetyCopy;
    }

    void safetyCopy(Path taken) {
        safetyCopy = taken;
    }

    /**
     * Ends the work here if that was wished.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#CANCELLED}
     */
    public void check() {
        if (stop.wished()) {
            throw Problem.of("operation.stopped", plan.target().name(), ExitCode.CANCELLED)
                    .asException();
        }
    }

    /** Has what is not of {@link #source} cut off as well when the server is lost. */
    void whenLost(Runnable then) {
        lost.then(then);
    }

    /** Goes on under another claim, and gives the one before back. */
    void exchange(Claim taken) {
        exchange.accept(taken);
    }

    /**
     * Waits for copies in the name of this work, until it is closed; a server that is lost ends
     * them like a wish.
     */
    Attending attending(Phase phase) {
        return Attending.evenly(phase, progress, either);
    }

    /** What ended the work: a stop that nobody wished for came from a server that is lost. */
    Problem told(Problem end) {
        return end.exit() == ExitCode.CANCELLED && !stop.wished() && lost.wished()
                ? Problem.of(
                        "operation.silent",
                        plan.target().name(),
                        ExitCode.NO_CONNECTION,
                        Units.duration(Watchdog.LIMIT))
                : end;
    }

    /** True if the end was wished for. */
    public boolean stopped() {
        return stop.wished();
    }

    /**
     * Notes in the journal, on the disk when this returns, that a transaction is about to be
     * committed.
     *
     * @param connection the one whose transaction it is; where the engine numbers its transactions,
     *     the number is noted, since it tells later what became of it
     */
    public void committing(Connection connection) throws SQLException {
        journal.accept(Phase.COMMITTING, transaction(connection));
        progress.at(Phase.COMMITTING, "", OptionalDouble.empty());
    }

    private String transaction(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Optional<String> question = Sql.find(plan.target().engine(), major, "transaction-id");
        if (question.isEmpty()) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question.get())) {
            String number = row.next() ? row.getString("id") : null;
            return number == null ? "" : number;
        }
    }

    /** Notes something in the journal that a start after a crash can use. */
    public void note(Phase phase, String note) {
        journal.accept(phase, note);
    }
}
