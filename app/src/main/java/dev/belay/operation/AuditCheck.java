package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.ArrayList;
import java.util.List;

/** A check of the audit's chain under way, line by line from the oldest on. */
final class AuditCheck {
    private final List<Audit.Fault> faults;
    private long entries;
    private long last;
    private String head;

    /** Goes on where an earlier check ended. */
    AuditCheck(Audit.Verdict before) {
        faults = new ArrayList<>(before.chain());
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
        return new Audit.Verdict(
                entries, last, head, faults, seal.faults(last, head), seal.setAt().orElse(null));
    }
}
