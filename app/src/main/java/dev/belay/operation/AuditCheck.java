package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A check of the audit's chain under way, line by line from the oldest on. */
final class AuditCheck {
    private final List<Audit.Fault> faults;
    private final Map<String, AuditBreak> breaks = new LinkedHashMap<>();
    private long entries;
    private long last;
    private String head;

    /** Goes on where an earlier check ended. */
    AuditCheck(Audit.Verdict before) {
        faults = new ArrayList<>(before.chain());
        before.breaks().forEach(b -> breaks.put(b.id(), b));
        entries = before.entries();
        last = before.last();
        head = before.head();
    }

    void add(AuditEntry entry) {
        long number = entry.number();
        if (number != last + 1) {
            fault("audit.fault.gap", number, Long.toString(last + 1), Long.toString(number));
        } else if (!entry.previous().equals(head)) {
            fault("audit.fault.chain", number, Long.toString(number));
        }
        if (!entry.hash().equals(entry.digest())) {
            fault("audit.fault.changed", number, Long.toString(number));
        }
        if (entry.event().equals(AuditEvent.BROKEN.id())) {
            String id = entry.operationId();
            breaks.put(id, new AuditBreak(number, id, entry.outcome(), 0));
        } else if (entry.event().equals(AuditEvent.ACKNOWLEDGED.id())) {
            breaks.computeIfPresent(
                    entry.operationId(),
                    (id, b) -> new AuditBreak(b.number(), id, b.text(), number));
        }
        entries++;
        head = entry.hash();
        last = number;
    }

    private void fault(String key, long number, Object... arguments) {
        faults.add(new Audit.Fault(number, Messages.text(key, arguments)));
    }

    long last() {
        return last;
    }

    Audit.Verdict verdict(AuditSeal seal) {
        String fault = seal.fault(last, head);
        return new Audit.Verdict(
                entries,
                last,
                head,
                faults,
                List.copyOf(breaks.values()),
                fault == null ? List.of() : List.of(fault),
                seal.setAt().orElse(null));
    }
}
