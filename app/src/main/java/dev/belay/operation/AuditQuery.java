package dev.belay.operation;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines of the audit are asked for, newest first; the store itself looks for them, so that
 * its length does not matter.
 *
 * @param words all of them are somewhere in the line, in whatever case
 * @param events any of them, by their ids; none for all
 * @param target a target's name or its place, or null for all
 * @param since not before, or null
 * @param above only lines with a greater number
 * @param below only lines with a smaller number
 * @param most of them
 */
public record AuditQuery(
        List<String> words,
        Set<String> events,
        @Nullable String target,
        @Nullable Instant since,
        long above,
        long below,
        int most) {
    /** Everything. */
    public static final AuditQuery ALL =
            new AuditQuery(List.of(), Set.of(), null, null, 0, Long.MAX_VALUE, Integer.MAX_VALUE);

    private static final String SEARCHED =
            String.join(
                    " || char(10) || ",
                    "number",
                    "strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch', 'localtime')",
                    "user || '@' || host",
                    "operation",
                    "operation_id",
                    "event",
                    "target",
                    "place",
                    "environment",
                    "fingerprint",
                    "plan",
                    "approval",
                    "outcome",
                    "hash");

    public AuditQuery {
        words = List.copyOf(words);
        events = Set.copyOf(events);
    }

    /** The words of a filter as it was typed. */
    public AuditQuery filtered(String filter) {
        String text = filter.strip();
        List<String> typed = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
        return new AuditQuery(typed, events, target, since, above, below, most);
    }

    public AuditQuery ofEvents(Set<String> only) {
        return new AuditQuery(words, only, target, since, above, below, most);
    }

    public AuditQuery ofTarget(@Nullable String only) {
        return new AuditQuery(words, events, only, since, above, below, most);
    }

    public AuditQuery since(@Nullable Instant first) {
        return new AuditQuery(words, events, target, first, above, below, most);
    }

    /** Only lines between two numbers, both excluded. */
    public AuditQuery between(long over, long under) {
        return new AuditQuery(words, events, target, since, over, under, most);
    }

    public AuditQuery atMost(int count) {
        return new AuditQuery(words, events, target, since, above, below, count);
    }

    /** A query of these columns; the caller adds how the rows are read. */
    Query select(Handle handle, String columns, String rest) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        conditions.add("number > :above AND number < :below");
        values.put("above", above);
        values.put("below", below);
        for (int i = 0; i < words.size(); i++) {
            conditions.add("(" + SEARCHED + ") LIKE :word" + i + " ESCAPE '!'");
            values.put("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
        }
        if (target != null) {
            conditions.add("(target = :target OR place = :target)");
            values.put("target", target);
        }
        if (since != null) {
            conditions.add("at >= :since");
            values.put("since", since.toEpochMilli());
        }
        if (!events.isEmpty()) {
            conditions.add("event IN (<events>)");
        }
        Query query =
                handle.createQuery(
                        "SELECT "
                                + columns
                                + " FROM audit WHERE "
                                + String.join(" AND ", conditions)
                                + rest);
        values.forEach(query::bind);
        return events.isEmpty() ? query : query.bindList("events", List.copyOf(events));
    }
}
