package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds out, after a crash, what became of the operations that were interrupted. */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Sessions sessions;
    private final Journal journal;
    private final Audit audit;
    private final Function<Journal.Entry, Operation<?>> operations;

    /**
     * An operation that was interrupted.
     *
     * @param found how the target stands now, one sentence
     */
    public record Interrupted(Journal.Entry entry, String found) {
        /** All of it, one sentence. */
        public String sentence() {
            return Messages.text(
                    "recovery.sentence",
                    entry.operation(),
                    entry.target().name(),
                    entry.operator().user(),
                    Long.toString(entry.operator().pid()),
                    entry.begun().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    entry.phase().words(),
                    found);
        }
    }

    /**
     * @param operations makes an operation again as it was called
     */
    public Recovery(
            Sessions sessions,
            Journal journal,
            Audit audit,
            Function<Journal.Entry, Operation<?>> operations) {
        this.sessions = sessions;
        this.journal = journal;
        this.audit = audit;
        this.operations = operations;
    }

    /**
     * Looks at the targets of interrupted operations, and closes what it could establish: it is
     * told once. What cannot be reached is told again next time.
     *
     * @param which the targets to look at; blocks for each as long as connecting does
     */
    public List<Interrupted> look(Predicate<Target> which) {
        List<Interrupted> told = new ArrayList<>();
        for (Journal.Entry entry : journal.interrupted()) {
            if (which.test(entry.target())) {
                told.add(look(entry));
            }
        }
        return told;
    }

    private Interrupted look(Journal.Entry entry) {
        Target target = entry.target();
        try {
            if (Underway.after(sessions, target, Underway.transaction(journal, entry.id()))) {
                return new Interrupted(entry, Messages.text("recovery.underway"));
            }
            Plan now = plan(target, operations.apply(entry));
            String found = found(entry, now);
            journal.end(entry.id(), "interrupted", found);
            audit.add(closing(entry, found));
            return new Interrupted(entry, found);
        } catch (BelayException | ConnectException | SQLException e) {
            LOG.info("{} cannot be looked at: {}", target.name(), e.getMessage());
            return new Interrupted(
                    entry, Messages.text("recovery.unknown", String.valueOf(e.getMessage())));
        }
    }

    private Plan plan(Target target, Operation<?> operation) throws ConnectException, SQLException {
        Planning planning = new Planning(sessions);
        try {
            return planning.plan(target, operation);
        } catch (BelayException e) {
            if (Sessions.onServer(target)) {
                throw e;
            }
        }
        // A file that a killed writer left half-changed can be read only when that is taken back.
        try (Claim claim = sessions.claim(target, Operator.ofProcess().holds(operation.name()))) {
            if (claim.take()) {
                planning.settle(target);
            }
        }
        return planning.plan(target, operation);
    }

    private static String found(Journal.Entry entry, Plan now) {
        boolean another =
                !now.fingerprint().equals(entry.fingerprint())
                        && !entry.fingerprint().equals(Messages.text("operation.new-file"));
        if (another) {
            return Messages.text("recovery.another", now.fingerprint(), entry.fingerprint());
        }
        if (now.basis().equals(entry.basis())) {
            return Messages.text("recovery.before");
        }
        return now.nothing()
                ? Messages.text("recovery.after")
                : Messages.text("recovery.partly", Integer.toString(now.steps().size()));
    }

    private static AuditEntry closing(Journal.Entry entry, String found) {
        return new AuditEntry(
                0,
                Instant.now(),
                entry.operator().user(),
                entry.operator().host(),
                entry.operation(),
                entry.id(),
                "interrupted",
                entry.target().name(),
                entry.target().place(),
                entry.target().environment().id(),
                entry.fingerprint(),
                "",
                "",
                found,
                "",
                "");
    }
}
