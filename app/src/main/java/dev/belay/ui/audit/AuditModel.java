package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditLine;
import dev.belay.operation.AuditQuery;
import dev.belay.ui.kit.Times;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the page of the audit shows, without controls: the newest lines that fit the filter, more of
 * them on a wish, and what the check of the chain found.
 */
final class AuditModel {
    /** So many lines are read at once. */
    static final int PAGE = 5_000;

    private static final int TOLD = 3;

    private final Set<AuditEvent> events = EnumSet.noneOf(AuditEvent.class);
    private String filter = "";
    private @Nullable String target;
    private @Nullable Page page;
    private List<AuditLine> lines = List.of();
    private Audit.@Nullable Verdict verdict;
    private Set<Long> broken = Set.of();
    private long waiting;
    private int filling;

    /**
     * What was read for a query.
     *
     * @param lines newest first
     * @param counts how many lines fit, by event and whatever events are chosen
     * @param targets all that are in the audit
     * @param newest the number of the newest line of all
     */
    record Page(
            List<AuditLine> lines, Map<String, Long> counts, List<String> targets, long newest) {
        Page {
            lines = List.copyOf(lines);
            counts = Map.copyOf(counts);
            targets = List.copyOf(targets);
        }

        /**
         * Blocks as long as the store takes.
         *
         * @param newest the last line to look at: what is added meanwhile is news
         */
        static Page read(Audit audit, AuditQuery query, long newest) {
            return new Page(
                    audit.lines(query.between(query.above(), Math.min(query.below(), newest + 1))),
                    audit.counts(query.ofEvents(Set.of()).between(0, newest + 1)),
                    audit.targets(),
                    newest);
        }
    }

    boolean filter(String text) {
        boolean other = !filter.equals(text.strip());
        filter = text.strip();
        return other;
    }

    void choose(AuditEvent event, boolean on) {
        if (on) {
            events.add(event);
        } else {
            events.remove(event);
        }
    }

    void target(@Nullable String only) {
        target = only;
    }

    boolean filtered() {
        return !filter.isEmpty() || !events.isEmpty() || target != null;
    }

    /** Everything that fits the filter. */
    AuditQuery query() {
        return AuditQuery.ALL
                .filtered(filter)
                .ofEvents(events.stream().map(AuditEvent::id).collect(Collectors.toSet()))
                .ofTarget(target);
    }

    /** The newest lines. */
    AuditQuery first() {
        return query().atMost(PAGE);
    }

    /** Those that follow on what is shown. */
    AuditQuery older() {
        long below = lines.isEmpty() ? Long.MAX_VALUE : lines.getLast().number();
        return query().between(0, below).atMost(PAGE);
    }

    /** Those that were added since. */
    AuditQuery newer() {
        return query().between(newest(), Long.MAX_VALUE).atMost(PAGE);
    }

    void show(Page first) {
        fill(first, first.lines());
    }

    void append(Page older) {
        fill(older, joined(lines, older.lines()));
    }

    void prepend(Page newer) {
        if (newer.lines().size() >= PAGE) {
            // There may be more between these and those that are shown.
            show(newer);
            return;
        }
        fill(newer, joined(newer.lines(), lines));
    }

    private void fill(Page read, List<AuditLine> with) {
        page = read;
        lines = with;
        waiting = 0;
        filling++;
    }

    /** Counts how often other lines were put in. */
    int filling() {
        return filling;
    }

    private static List<AuditLine> joined(List<AuditLine> first, List<AuditLine> then) {
        List<AuditLine> all = new ArrayList<>(first.size() + then.size());
        all.addAll(first);
        all.addAll(then);
        return all;
    }

    /** Lines that were added and are not shown, since somebody works in the table. */
    void hold(long newestNow) {
        waiting = Math.max(0, newestNow - newest());
    }

    /** How many lines wait to be shown. */
    long waiting() {
        return waiting;
    }

    /** The number of the newest line that was looked at; 0 before the first. */
    long newest() {
        return page == null ? 0 : page.newest();
    }

    List<AuditLine> lines() {
        return lines;
    }

    List<String> targets() {
        return page == null ? List.of() : page.targets();
    }

    boolean read() {
        return page != null;
    }

    /** True if nothing was ever changed. */
    boolean empty() {
        return page != null && page.newest() == 0;
    }

    Map<AuditEvent, Long> counts() {
        Map<AuditEvent, Long> counts = new EnumMap<>(AuditEvent.class);
        if (page != null) {
            page.counts()
                    .forEach((id, n) -> AuditEvent.of(id).ifPresent(event -> counts.put(event, n)));
        }
        return counts;
    }

    /** How many lines fit the filter, shown or not. */
    private long fitting() {
        if (page == null) {
            return 0;
        }
        return page.counts().entrySet().stream()
                .filter(
                        e ->
                                events.isEmpty()
                                        || events.stream().anyMatch(v -> v.id().equals(e.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** True if older lines fit the filter as well. */
    boolean more() {
        return fitting() > lines.size();
    }

    /** {@code the newest 5,000 of 12,300 lines}. */
    String extent() {
        return Messages.text("audit.extent", Units.count(lines.size()), Units.count(fitting()));
    }

    void verified(Audit.Verdict found) {
        verdict = found;
        broken = found.lines().stream().map(Audit.Fault::number).collect(Collectors.toSet());
    }

    Audit.@Nullable Verdict verdict() {
        return verdict;
    }

    boolean broken() {
        return verdict != null && !verdict.intact();
    }

    /** True if the check found this line, or its place, not as it was written. */
    boolean broken(long number) {
        return broken.contains(number);
    }

    /** What the check found of this line. */
    List<String> faults(long number) {
        return verdict == null
                ? List.of()
                : verdict.lines().stream()
                        .filter(f -> f.number() == number)
                        .map(Audit.Fault::text)
                        .toList();
    }

    /** How the chain stands, in one sentence. */
    String sentence(Instant now) {
        Audit.Verdict found = verdict;
        if (found == null) {
            return Messages.text(read() ? "audit.checking" : "audit.reading");
        }
        if (found.entries() == 0 && found.intact()) {
            return Messages.text("audit.none");
        }
        String lines = Messages.text("audit.lines", found.entries());
        if (found.intact()) {
            Instant sealed = found.sealed();
            return Messages.text(
                    "audit.intact", lines, sealed == null ? "–" : Times.text(sealed, now));
        }
        String where =
                found.lines().isEmpty()
                        ? Messages.text("audit.broken.end")
                        : Messages.text(
                                "audit.broken.line",
                                Long.toString(found.lines().getFirst().number()));
        int places = found.faults().size();
        return places == 1
                ? Messages.text("audit.broken", lines, where)
                : Messages.text("audit.broken.several", lines, Units.count(places), where);
    }

    /** What is broken, the first three, a sentence each; empty if all is whole. */
    List<String> trouble() {
        Audit.Verdict found = verdict;
        if (found == null || found.intact()) {
            return List.of();
        }
        List<String> faults = found.faults();
        List<String> told = new ArrayList<>(faults.subList(0, Math.min(TOLD, faults.size())));
        if (faults.size() > TOLD) {
            told.add(Messages.text("audit.broken.more", Units.count(faults.size() - TOLD)));
        }
        return told;
    }
}
