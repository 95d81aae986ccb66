package dev.belay.ui.sessions;

import dev.belay.activity.LockTree;
import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.session.Ending;
import dev.belay.ui.session.Subject;

import java.util.List;
import java.util.function.Supplier;

/** The way from a filter to one plan for all that it lets through. */
final class Shown {
    private final SessionTable model;
    private final Supplier<String> filter;
    private final Supplier<LockTree> tree;
    private final Ending ending;

    /**
     * @param filter as it was typed; empty where nothing can be ended
     * @param tree who waits for whom at that moment
     */
    Shown(SessionTable model, Supplier<String> filter, Supplier<LockTree> tree, Ending ending) {
        this.model = model;
        this.filter = filter;
        this.tree = tree;
        this.ending = ending;
    }

    private Together together() {
        return new Together(model.fitting());
    }

    /** True if a filter is set, and all of it understood. */
    private boolean filtered() {
        String text = filter.get();
        return !text.isBlank() && SessionFilter.of(text).fault().isEmpty();
    }

    void show(SessionsBar bar) {
        bar.show(together(), filtered());
    }

    /** Shows the plan; who they are is compared again on the server. */
    void plan(boolean terminate) {
        if (whyOff(terminate).isEmpty()) {
            LockTree now = tree.get();
            ending.plan(
                    together().meant(terminate).stream()
                            .map(a -> Subject.of(a, now, true))
                            .toList(),
                    terminate);
        }
    }

    private String whyOff(boolean terminate) {
        return filtered()
                ? together().off(terminate)
                : Messages.text("sessions.together.unfiltered");
    }

    List<Action> actions() {
        return List.of(action(true, "Ctrl+Shift+K"), action(false, ""));
    }

    private Action action(boolean terminate, String keys) {
        String title =
                Messages.text("sessions.together.action." + (terminate ? "terminate" : "cancel"));
        return new Action(title, keys, () -> whyOff(terminate), () -> plan(terminate));
    }
}
