package dev.belay.operation;

import dev.belay.store.Store;
import dev.belay.target.Target;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who changed what, when, and on whose approval: only added to, each line chained to the one
 * before, the last one sealed outside the store, so that a cut end is seen as well.
 */
public final class Audit {
    private final Store store;
    private final AuditSeal seal;
    private final Clock clock;

    /** What a check of the whole chain found. */
    public record Verdict(long entries, boolean intact, String head, List<String> faults) {
        public Verdict {
            faults = List.copyOf(faults);
        }
    }

    public Audit(Store store, AuditSeal seal, Clock clock) {
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    void add(
            String id,
            Plan plan,
            Operator operator,
            String event,
            String approval,
            String outcome) {
        Target target = plan.target();
        String words = plan.steps().stream().map(Step::what).collect(Collectors.joining("\n"));
        add(
                new AuditEntry(
                        0,
                        Instant.ofEpochMilli(clock.millis()),
                        operator.user(),
                        operator.host(),
                        plan.operation(),
                        id,
                        event,
                        target.name(),
                        target.place(),
                        target.environment().id(),
                        plan.fingerprint(),
                        words,
                        approval,
                        outcome,
                        "",
                        ""));
    }

    /** Adds a line; its number, previous and hash are given here. */
    void add(AuditEntry entry) {
        store.write(
                handle -> {
                    List<AuditEntry> last = select(handle, " ORDER BY number DESC LIMIT 1");
                    AuditEntry sealed =
                            last.isEmpty()
                                    ? entry.sealed(1, "")
                                    : entry.sealed(
                                            last.getFirst().number() + 1, last.getFirst().hash());
                    insert(handle, sealed);
                    seal.set(sealed.number(), sealed.hash(), false);
                    return sealed.number();
                });
        // Under the write lock again, so that no other process's seal is overwritten.
        store.write(
                handle -> {
                    AuditEntry last = select(handle, " ORDER BY number DESC LIMIT 1").getFirst();
                    seal.set(last.number(), last.hash(), true);
                    return last.number();
                });
    }

    private static void insert(Handle handle, AuditEntry e) {
        handle.createUpdate(
                        "INSERT INTO audit VALUES (:number, :millis, :user, :host, :operation,"
                                + " :operationId, :event, :target, :place, :environment,"
                                + " :fingerprint, :plan, :approval, :outcome, :previous, :hash)")
                .bindMethods(e)
                .bind("millis", e.at().toEpochMilli())
                .execute();
    }

    /** All lines, newest first. */
    public List<AuditEntry> list() {
        return store.read(handle -> select(handle, " ORDER BY number DESC"));
    }

    /** Follows the chain from its first line to its seal. */
    public Verdict verify() {
        List<AuditEntry> all = store.read(handle -> select(handle, " ORDER BY number"));
        return AuditCheck.of(all, seal);
    }

    private static List<AuditEntry> select(Handle handle, String rest) {
        return handle.createQuery("SELECT * FROM audit" + rest)
                .map((row, context) -> entry(row))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("user"),
                row.getString("host"),
                row.getString("operation"),
                row.getString("operation_id"),
                row.getString("event"),
                row.getString("target"),
                row.getString("place"),
                row.getString("environment"),
                row.getString("fingerprint"),
                row.getString("plan"),
                row.getString("approval"),
                row.getString("outcome"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
