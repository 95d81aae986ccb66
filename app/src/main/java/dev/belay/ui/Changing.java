package dev.belay.ui;

import dev.belay.operation.Changes;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.target.Target;
import dev.belay.ui.plan.PlanSheet;
import dev.belay.ui.shell.Leaving;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.time.Clock;
import java.util.Optional;

/** The window's doors to changes: a plan, what runs, its end, and leaving while something runs. */
final class Changing implements AutoCloseable {
    private final Changes changes;
    private final Watches watches;
    private final Shell shell;
    private final Clock clock;
    private final Runnable quit;
    private final EndNotes ends;

    Changing(Changes changes, Watches watches, Shell shell, Clock clock, Runnable quit) {
        this.changes = changes;
        this.watches = watches;
        this.shell = shell;
        this.clock = clock;
        this.quit = quit;
        ends = new EndNotes(changes, watches, shell);
    }

    /** Shows what a change would do, or the one that runs on this target already. */
    void plan(String name, Request request) {
        Optional<Running> under =
                changes.running().stream()
                        .filter(running -> running.target().name().equals(name))
                        .findFirst();
        Optional<Target> target = watches.find(name).map(Watch::target);
        if (under.isPresent()) {
            look(under.get());
        } else if (target.isPresent()) {
            shell.showSheet(
                    new PlanSheet(changes, target.get(), request, clock, shell::closeSheet));
        }
    }

    void look(Running running) {
        shell.showSheet(PlanSheet.of(changes, running, clock, shell::closeSheet));
    }

    /** Shows the operation that the foot tells of. */
    void lookAtNewest() {
        if (!changes.all().isEmpty()) {
            look(changes.all().getLast());
        }
    }

    /** Back from the question whether to quit, to what still runs. */
    private void stay() {
        shell.closeSheet();
        if (!changes.running().isEmpty()) {
            look(changes.running().getLast());
        }
    }

    /** Quits, unless something runs: then it asks first. */
    void leave() {
        if (changes.running().isEmpty()) {
            quit.run();
        } else {
            shell.showSheet(new Leaving(changes, clock, this::stay, quit));
        }
    }

    @Override
    public void close() {
        ends.close();
    }
}
