package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.operation.AuditEntry;
import dev.belay.ui.kit.Times;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of the audit in words. */
final class AuditText {
    private AuditText() {}

    /** {@code migrate on webshop-prod}. */
    static String title(AuditEntry entry) {
        return Messages.text("audit.title", entry.operation(), entry.target());
    }

    /** Its facts by their names, those in which nothing stands left out; the plan is not among. */
    static Map<String, String> facts(AuditEntry e) {
        Map<String, String> facts = new LinkedHashMap<>();
        fact(facts, "outcome", e.outcome());
        fact(facts, "when", Times.full(e.at()));
        fact(facts, "who", e.user() + "@" + e.host());
        fact(facts, "place", e.place());
        fact(facts, "environment", e.environment());
        fact(facts, "fingerprint", e.fingerprint());
        fact(facts, "approval", approval(e.approval()));
        fact(facts, "id", e.operationId());
        fact(facts, "number", Long.toString(e.number()));
        fact(facts, "hash", e.hash());
        fact(
                facts,
                "previous",
                e.previous().isEmpty() ? Messages.text("audit.previous.none") : e.previous());
        return facts;
    }

    private static void fact(Map<String, String> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.put(name, value);
        }
    }

    /** What a fact is called. */
    static String name(String fact) {
        return Messages.text("audit.fact." + fact);
    }

    /** {@code name typed, 2026-11-21 14:08:40}; as it stands where it is of another form. */
    static String approval(String kept) {
        int space = kept.indexOf(' ');
        if (space < 0) {
            return kept;
        }
        String consent = kept.substring(0, space);
        try {
            String at = Times.full(Instant.parse(kept.substring(space + 1)));
            return switch (consent) {
                case "typed" -> Messages.text("audit.approval.typed", at);
                case "given" -> Messages.text("audit.approval.given", at);
                default -> consent + ", " + at;
            };
        } catch (DateTimeParseException e) {
            return kept;
        }
    }

    /** All of it, to be pasted elsewhere. */
    static String copy(AuditEntry entry) {
        StringBuilder text = new StringBuilder();
        text.append(title(entry)).append(": ").append(Look.of(entry.event()).word()).append('\n');
        facts(entry).forEach((k, v) -> text.append(name(k)).append(": ").append(v).append('\n'));
        if (!entry.plan().isEmpty()) {
            text.append(Messages.text("audit.plan")).append('\n').append(entry.plan()).append('\n');
        }
        return text.toString();
    }
}
