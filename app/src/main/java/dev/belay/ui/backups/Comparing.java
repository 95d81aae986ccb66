package dev.belay.ui.backups;

import dev.belay.backup.Stored;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Changes;
import dev.belay.operation.Finding;
import dev.belay.operation.Plan;
import dev.belay.operation.Request;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;

import org.jspecify.annotations.Nullable;

import java.time.Clock;

/** Compares a backup with the database: what a restore would take away is what its plan found. */
final class Comparing {
    private final Changes changes;
    private final Background background;
    private final Clock clock;
    private final HeldTables held;
    private final Runnable changed;
    private Background.@Nullable Job job;

    /**
     * @param changed called when it began or ended
     */
    Comparing(
            Changes changes,
            Background background,
            Clock clock,
            HeldTables held,
            Runnable changed) {
        this.changes = changes;
        this.background = background;
        this.clock = clock;
        this.held = held;
        this.changed = changed;
    }

    /** What restores a backup. */
    static Request restore(Stored stored) {
        return Request.of("restore", "from", stored.id());
    }

    boolean isOver() {
        return job == null;
    }

    void begin(Target target, Line.Kept kept) {
        if (job != null) {
            return;
        }
        held.tell(Messages.text("backups.comparing"));
        job =
                background.run(
                        () -> changes.plan(target, restore(kept.stored())),
                        plan -> {
                            show(kept, plan);
                            over();
                        },
                        problem -> {
                            held.tell(problem.line());
                            over();
                        });
        changed.run();
    }

    private void show(Line.Kept kept, Plan plan) {
        plan.findings(Finding.Beside.class).stream()
                .findFirst()
                .ifPresentOrElse(
                        beside ->
                                held.show(beside, BackupsModel.age(kept.taken(), clock.instant())),
                        () -> held.tell(blocker(plan)));
    }

    private static String blocker(Plan plan) {
        return plan.blockers().stream()
                .map(Problem::line)
                .findFirst()
                .orElse(Messages.text("backups.unknown"));
    }

    private void over() {
        job = null;
        changed.run();
    }

    /** Whoever looks at another backup does not wait for it any more. */
    void stop() {
        if (job != null) {
            job.cancel();
            job = null;
        }
    }
}
