package dev.belay.operation;

import dev.belay.store.Store;

import java.util.ArrayList;
import java.util.List;

/**
 * What interrupted operations left undecided on a target: each plan that would do it again says so,
 * until an operation has done it.
 */
final class Undecided {
    private final Store store;
    private final Journal journal;

    Undecided(Store store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /** The plan with what is undecided of its parts. */
    Plan told(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        for (Interrupted each : journal.notices().undecided(plan.target().place())) {
            String piece = Trail.of(journal.phases(each.entry().id())).open();
            if (piece != null
                    && plan.parts().stream().anyMatch(p -> p.isOf(piece))
                    && !doneSince(each.entry(), piece)) {
                findings.add(new Finding.Undecided(each.sentence()));
            }
        }
        if (findings.isEmpty()) {
            return plan;
        }
        findings.addAll(plan.findings());
        return plan.with(findings);
    }

    private boolean doneSince(Journal.Entry entry, String piece) {
        return store.read(
                handle ->
                        handle.createQuery(
                                                "SELECT count(*) FROM operation o JOIN"
                                                    + " operation_phase p ON p.operation = o.id"
                                                    + " WHERE o.place = :place AND o.outcome ="
                                                    + " 'done' AND o.begun_at >= :begun AND p.phase"
                                                    + " = :phase AND p.note = :piece")
                                        .bind("place", entry.target().place())
                                        .bind("begun", entry.begun().toEpochMilli())
                                        .bind("phase", Phase.EXECUTING.id())
                                        .bind("piece", piece)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }
}
