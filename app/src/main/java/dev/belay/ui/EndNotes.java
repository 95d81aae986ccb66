package dev.belay.ui;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.news.Subscription;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Changes;
import dev.belay.operation.Running;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.util.HashSet;
import java.util.Set;

/**
 * When an operation has ended: its target is looked at again at once, and where no sheet is in
 * sight, a message tells how it ended.
 */
final class EndNotes implements AutoCloseable {
    private final Watches watches;
    private final Shell shell;
    private final Set<Running> told = new HashSet<>();
    private final Latest<Changes> latest = new Latest<>(this::look);
    private final Subscription heard;

    EndNotes(Changes changes, Watches watches, Shell shell) {
        this.watches = watches;
        this.shell = shell;
        heard = changes.subscribe(() -> latest.accept(changes));
    }

    private void look(Changes now) {
        told.retainAll(now.all());
        for (Running running : now.all()) {
            if (running.isOver() && told.add(running)) {
                watches.find(running.target().name()).ifPresent(Watch::recheck);
                if (shell.sheet() == null) {
                    running.end().ifPresent(end -> tell(running, end));
                }
            }
        }
    }

    private void tell(Running running, Running.Ended end) {
        Problem problem = end.problem();
        if (problem != null) {
            shell.toasts().problem(problem);
        } else {
            String title = ChangeWords.title(running.target(), running.request(), running.plan());
            shell.toasts().done(words(title, running, end));
        }
    }

    private static String words(String title, Running running, Running.Ended end) {
        int all = running.plan().parts().size();
        int alone = end.leftAlone().size();
        return alone == 0
                ? Messages.text("ui.ended.done", title)
                : Messages.text("ui.ended.partly", title, all - alone, all);
    }

    @Override
    public void close() {
        heard.close();
        latest.close();
    }
}
