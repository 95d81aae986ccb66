package dev.belay.operation;

import dev.belay.message.Messages;
import dev.belay.store.Store;
import dev.belay.target.Target;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who changed what, when, and on whose approval: only added to, each line chained to the one
 * before, the last one sealed outside the store, so that a cut end is seen as well.
 */
public final class Audit {
    private static final String NEWEST_FIRST = " ORDER BY number DESC LIMIT :most";

    private final Store store;
    private final AuditSeal seal;
    private final AuditEnd end;
    private final Clock clock;

    /**
     * A line that is not as it was written.
     *
     * @param number of the line
     */
    public record Fault(long number, String text) {}

    /**
     * What a check of the chain found.
     *
     * @param last the number of the last line that was checked
     * @param head its hash, empty before the first
     * @param breaks that were written down, known or not
     * @param seal what the seal says of the end as it is now, at most one sentence
     * @param sealed when the end was sealed, or null if it never was
     */
    public record Verdict(
            long entries,
            long last,
            String head,
            List<Fault> chain,
            List<AuditBreak> breaks,
            List<String> seal,
            @Nullable Instant sealed) {
        /** Before the first line. */
        static final Verdict NONE = new Verdict(0, 0, "", List.of(), List.of(), List.of(), null);

        public Verdict {
            chain = List.copyOf(chain);
            breaks = List.copyOf(breaks);
            seal = List.copyOf(seal);
        }

        public boolean intact() {
            return chain.isEmpty() && seal.isEmpty() && open().isEmpty();
        }

        /** Breaks of which nobody has said that they are known. */
        public List<AuditBreak> open() {
            return breaks.stream().filter(b -> b.known() == 0).toList();
        }

        /** Breaks that somebody knows of: they are no fault any more, and are told all the same. */
        public List<AuditBreak> known() {
            return breaks.stream().filter(b -> b.known() != 0).toList();
        }

        /** What belongs to a line, the oldest first. */
        public List<Fault> lines() {
            return Stream.concat(
                            chain.stream(),
                            open().stream().map(b -> new Fault(b.number(), b.sentence())))
                    .sorted(Comparator.comparingLong(Fault::number))
                    .toList();
        }

        /** All that is not as it was written, a sentence each, the oldest line first. */
        public List<String> faults() {
            return Stream.concat(lines().stream().map(Fault::text), seal.stream()).toList();
        }
    }

    public Audit(Store store, AuditSeal seal, Clock clock) {
        this.store = store;
        this.seal = seal;
        this.end = new AuditEnd(store, seal, clock);
        this.clock = clock;
    }

    void add(
            String id,
            Plan plan,
            Operator operator,
            AuditEvent event,
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
                        event.id(),
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

    /**
     * Closes the lines of an operation that was interrupted, by the plan it had begun with; once.
     */
    void interrupted(Journal.Entry entry, String found) {
        Target target = entry.target();
        Optional<AuditEntry> begun =
                store
                        .read(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT * FROM audit WHERE event = 'begun'"
                                                                + " AND operation_id = :id")
                                                .bind("id", entry.id())
                                                .map((row, context) -> AuditRows.entry(row))
                                                .list())
                        .stream()
                        .findFirst();
        end.add(
                new AuditEntry(
                        0,
                        Instant.ofEpochMilli(clock.millis()),
                        entry.operator().user(),
                        entry.operator().host(),
                        entry.operation(),
                        entry.id(),
                        AuditEvent.INTERRUPTED.id(),
                        target.name(),
                        target.place(),
                        target.environment().id(),
                        entry.fingerprint(),
                        begun.map(AuditEntry::plan).orElse(""),
                        begun.map(AuditEntry::approval).orElse(""),
                        found,
                        "",
                        ""),
                true);
    }

    /** Adds a line; its number, previous and hash are given here. */
    void add(AuditEntry entry) {
        end.add(entry);
    }

    /**
     * Says of every break that somebody knows of it. That is a line of its own, and the breaks stay
     * in the log.
     *
     * @param reason why it is no matter any more, for those who read it later
     * @return those that were open
     */
    public List<AuditBreak> acknowledge(String reason) {
        end.tellBreak();
        List<AuditBreak> open = verify().open();
        for (AuditBreak each : open) {
            String told = Messages.text("audit.break.known", Long.toString(each.number()), reason);
            add(end.own(AuditEvent.ACKNOWLEDGED, each.id(), "", told));
        }
        return open;
    }

    /** Says that a loss is known which no line tells of. */
    public void acknowledge(String loss, String reason) {
        String told = Messages.text("audit.loss.known", loss, reason);
        add(end.own(AuditEvent.ACKNOWLEDGED, UUID.randomUUID().toString(), "", told));
    }

    /** All lines, newest first. */
    public List<AuditEntry> list() {
        return store.read(handle -> select(handle, " ORDER BY number DESC"));
    }

    /** What a list shows of the lines that are asked for. */
    public List<AuditLine> lines(AuditQuery query) {
        return store.read(
                handle ->
                        query.select(handle, "*", NEWEST_FIRST)
                                .bind("most", query.most())
                                .map((row, context) -> AuditRows.line(row))
                                .list());
    }

    /** Hands over the lines that are asked for, one by one: never more than one is in memory. */
    public void each(AuditQuery query, Consumer<AuditEntry> taker) {
        store.read(
                handle -> {
                    query.select(handle, "*", NEWEST_FIRST)
                            .bind("most", query.most())
                            .map((row, context) -> AuditRows.entry(row))
                            .forEach(taker);
                    return query;
                });
    }

    /** How many of the lines that are asked for tell of which event, by its id. */
    public Map<String, Long> counts(AuditQuery query) {
        return store.read(
                handle ->
                        query
                                .select(handle, "event, count(*) AS lines", " GROUP BY event")
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        row.getString("event"),
                                                        row.getLong("lines")))
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The names of all targets that stand in it, in their order. */
    public List<String> targets() {
        return store.read(
                handle ->
                        handle.createQuery("SELECT DISTINCT target FROM audit ORDER BY target")
                                .mapTo(String.class)
                                .list());
    }

    /** The whole of a line. */
    public Optional<AuditEntry> find(long number) {
        return store.read(handle -> select(handle, " WHERE number = " + number)).stream()
                .findFirst();
    }

    /** The number of the newest line, 0 if there is none. */
    public long newest() {
        return store.read(
                handle ->
                        handle.createQuery("SELECT coalesce(max(number), 0) FROM audit")
                                .mapTo(Long.class)
                                .one());
    }

    /** Follows the chain from its first line to its seal. */
    public Verdict verify() {
        return verify(Verdict.NONE);
    }

    /** Follows the chain from where an earlier check ended to its seal. */
    public Verdict verify(Verdict before) {
        AuditCheck check = new AuditCheck(before);
        Verdict verdict;
        do {
            store.read(
                    handle -> {
                        handle.createQuery("SELECT * FROM audit WHERE number > :last ORDER BY 1")
                                .bind("last", check.last())
                                .map((row, context) -> AuditRows.entry(row))
                                .forEach(check::add);
                        return check;
                    });
            verdict = check.verdict(seal);
            // A line that was added meanwhile is sealed already, and looks like a cut end.
        } while (!verdict.seal().isEmpty() && newest() > check.last());
        return verdict;
    }

    private static List<AuditEntry> select(Handle handle, String rest) {
        return handle.createQuery("SELECT * FROM audit" + rest)
                .map((row, context) -> AuditRows.entry(row))
                .list();
    }
}
