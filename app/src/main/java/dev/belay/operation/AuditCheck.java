package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.ArrayList;
import java.util.List;

/** The check of an audit's chain. */
final class AuditCheck {
    private AuditCheck() {}

    static Audit.Verdict of(List<AuditEntry> all, AuditSeal seal) {
        List<String> faults = new ArrayList<>();
        String previous = "";
        long expected = 1;
        for (AuditEntry entry : all) {
            if (entry.number() != expected) {
                faults.add(
                        Messages.text(
                                "audit.fault.gap",
                                Long.toString(expected),
                                Long.toString(entry.number())));
            } else if (!entry.previous().equals(previous)) {
                faults.add(Messages.text("audit.fault.chain", Long.toString(entry.number())));
            }
            if (!entry.hash().equals(entry.digest())) {
                faults.add(Messages.text("audit.fault.changed", Long.toString(entry.number())));
            }
            previous = entry.hash();
            expected = entry.number() + 1;
        }
        faults.addAll(seal.faults(expected - 1, previous));
        return new Audit.Verdict(all.size(), faults.isEmpty(), previous, faults);
    }
}
