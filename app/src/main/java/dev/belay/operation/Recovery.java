package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds out, after a crash, what became of the operations that were interrupted. */
public final class Recovery {
    /**
     * Who looks holds the claim for a moment, so that what it sees is no work of another; not what
     * goes beside other operations, whose work is none of its own.
     */
    static final String LOOK = "recovery";

    /** A server keeps the claim of a killed client until it notices that it is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Sessions sessions;
    private final Planning planning;
    private final Journal journal;
    private final Notices notices;
    private final Audit audit;
    private final Function<Journal.Entry, Operation<?>> operations;

    /**
     * @param operations makes an operation again as it was called
     */
    public Recovery(
            Sessions sessions,
            Journal journal,
            Audit audit,
            Function<Journal.Entry, Operation<?>> operations) {
        this.sessions = sessions;
        this.planning = new Planning(sessions);
        this.journal = journal;
        this.notices = journal.notices();
        this.audit = audit;
        this.operations = operations;
    }

    /** Those whose process is gone and that were not looked at to the end, oldest first. */
    public List<Journal.Entry> open() {
        return journal.interrupted();
    }

    /**
     * Looks at the targets of interrupted operations, and closes what it could establish. What
     * cannot be reached is looked at again next time.
     *
     * @param which the targets to look at; blocks for each as long as connecting does
     * @return those that were open
     */
    public List<Interrupted> look(Predicate<Target> which) {
        List<Interrupted> found = new ArrayList<>();
        for (Journal.Entry entry : open()) {
            if (which.test(entry.target())) {
                look(entry).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * What a command has to tell of these targets: what no command told yet. What could not be
     * established is told each time.
     */
    public List<Interrupted> untold(Predicate<Target> which) {
        List<Interrupted> untold = new ArrayList<>(look(which));
        untold.removeIf(i -> i.found().established());
        notices.unprinted().stream()
                .filter(each -> which.test(each.entry().target()))
                .forEach(untold::add);
        return untold;
    }

    /** A command has told of it: no other tells of it again. */
    public void told(Interrupted printed) {
        if (printed.found().established()) {
            notices.printed(printed.entry().id());
        }
    }

    /** What was established and nobody has acknowledged yet, oldest first. */
    public List<Interrupted> unread() {
        return notices.unread();
    }

    /** Somebody has read of it: no window tells of it again. */
    public void acknowledge(Journal.Entry entry, Operator reader) {
        notices.acknowledge(entry.id(), reader);
    }

    /** True if somebody has read of an operation that could not be looked at to the end yet. */
    public boolean acknowledged(Journal.Entry entry) {
        return notices.acknowledged(entry.id());
    }

    /** Looks at one; empty if another process did so meanwhile. */
    public Optional<Interrupted> look(Journal.Entry entry) {
        try {
            Operation<?> operation = operations.apply(entry);
            return operation.beside() ? still(entry, operation) : claimed(entry, operation);
        } catch (BelayException e) {
            return Optional.of(unknown(entry, e.problem().why()));
        } catch (ConnectException e) {
            String why = e.failure().problem().why();
            return Optional.of(
                    e.failure().permanent()
                            ? new Interrupted(
                                    entry, Found.of(Found.State.BARRED, "recovery.unknown", why))
                            : unknown(entry, why));
        } catch (SQLException e) {
            return Optional.of(unknown(entry, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Interrupted> claimed(Journal.Entry entry, Operation<?> operation)
            throws ConnectException, SQLException {
        try (Claim claim = sessions.claim(entry.target(), Operator.ofProcess().holds(LOOK))) {
            if (!taken(claim, entry)) {
                return Optional.of(unfinished(entry, "recovery.busy", claim.holder()));
            }
            return still(entry, operation);
        }
    }

    private Optional<Interrupted> still(Journal.Entry entry, Operation<?> operation)
            throws ConnectException, SQLException {
        return journal.isOpen(entry.id()) ? Optional.of(found(entry, operation)) : Optional.empty();
    }

    private static Interrupted unfinished(Journal.Entry entry, String key, Object... arguments) {
        return new Interrupted(entry, Found.of(Found.State.UNDERWAY, key, arguments));
    }

    private static Interrupted unknown(Journal.Entry entry, String why) {
        LOG.info("{} cannot be looked at: {}", entry.target().name(), why);
        return new Interrupted(entry, Found.of(Found.State.UNKNOWN, "recovery.unknown", why));
    }

    private static boolean taken(Claim claim, Journal.Entry entry) throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!claim.take()) {
            boolean own = entry.operator().holds(entry.operation()).startsWith(claim.holder());
            boolean look = claim.holder().startsWith(LOOK);
            if ((!own && !look) || System.nanoTime() >= until) {
                return false;
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private Interrupted found(Journal.Entry entry, Operation<?> operation)
            throws ConnectException, SQLException {
        Target target = entry.target();
        Trail trail = Trail.of(journal.phases(entry.id()));
        // What works there now may be another operation, beside which this one went.
        if (!operation.beside() && Underway.after(sessions, target, trail.transaction())) {
            return unfinished(entry, "recovery.underway");
        }
        Plan now = plan(target, operation);
        Optional<Found> own = operation.found(entry.id(), trail.commit(), now);
        Found found =
                own.isPresent()
                        ? own.get()
                        : Inquest.of(
                                trail,
                                entry.fingerprint(),
                                entry.basis(),
                                now,
                                status(sessions, target, trail));
        operation.tidy();
        // The audit first: killed in between, it is found once more, and stands there once.
        audit.interrupted(entry, found.sentence());
        notices.conclude(entry.id(), found);
        return new Interrupted(entry, found);
    }

    /** What became of the last transaction; null if that cannot be told. */
    static @Nullable String status(Sessions sessions, Target target, Trail trail)
            throws ConnectException, SQLException {
        if (trail.ended() || trail.commit() == null || !Sessions.onServer(target)) {
            return null;
        }
        if (trail.commit().isEmpty()) {
            // It had changed nothing, so that there is nothing that could be missing.
            return "committed";
        }
        try (Session session = sessions.open(target, Purpose.ASK)) {
            return session.one(
                    "transaction-status", row -> row.getString("status"), trail.commit());
        }
    }

    private Plan plan(Target target, Operation<?> operation) throws SQLException {
        try {
            return planning.plan(target, operation);
        } catch (BelayException e) {
            if (Sessions.onServer(target)) {
                throw e;
            }
        }
        // A file that a killed writer left half-changed can be read only when that is taken back.
        planning.settle(target);
        return planning.plan(target, operation);
    }
}
