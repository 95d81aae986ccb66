package dev.belay.ui;

import dev.belay.message.Messages;
import dev.belay.news.Subscription;
import dev.belay.operation.Interrupted;
import dev.belay.operation.Interruptions;
import dev.belay.operation.Request;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.recovery.RecoveryBar;
import dev.belay.ui.recovery.RecoveryModel;
import dev.belay.ui.recovery.WayBack;
import dev.belay.ui.shell.Shell;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Tells in the window of interrupted operations, and leads on from there. */
final class InterruptionNotes implements RecoveryBar.Ways, AutoCloseable {
    private final Interruptions interruptions;
    private final Watches watches;
    private final Shell shell;
    private final BiConsumer<String, Request> plan;
    private final RecoveryModel model = new RecoveryModel();
    private final RecoveryBar bar;
    private final Background background = new Background();
    private final Latest<List<Interrupted>> latest = new Latest<>(this::show);
    private final Subscription heard;

    /**
     * @param plan opens the plan of a change of a watched target, by its name
     */
    InterruptionNotes(
            Interruptions interruptions,
            Watches watches,
            Shell shell,
            BiConsumer<String, Request> plan,
            Clock clock) {
        this.interruptions = interruptions;
        this.watches = watches;
        this.shell = shell;
        this.plan = plan;
        bar = new RecoveryBar(model, this, clock);
        shell.showNotice(bar);
        heard = interruptions.subscribe(latest);
        shell.followPlace(bar::update);
        show(interruptions.told());
    }

    private void show(List<Interrupted> told) {
        model.show(told);
        bar.update();
    }

    /** What can be done from the palette as well. */
    static List<Action> actions(java.util.function.Supplier<InterruptionNotes> notes) {
        return List.of(
                new Action(
                        Messages.text("recovery.action.again"),
                        "",
                        () -> notes.get().off(RecoveryModel::again),
                        () -> notes.get().on(notes.get()::planAgain)),
                new Action(
                        Messages.text("recovery.action.away"),
                        "",
                        () -> notes.get().off(one -> true),
                        () -> notes.get().on(one -> notes.get().putAway(List.of(one)))));
    }

    private String off(java.util.function.Predicate<Interrupted> can) {
        Interrupted one = model.current();
        return one != null && can.test(one) ? "" : Messages.text("recovery.action.off");
    }

    private void on(java.util.function.Consumer<Interrupted> act) {
        Interrupted one = model.current();
        if (one != null) {
            act.accept(one);
        }
    }

    private Optional<Watch> watch(Interrupted one) {
        String place = one.entry().target().place();
        return watches.all().stream().filter(w -> w.target().place().equals(place)).findFirst();
    }

    @Override
    public boolean watched(Interrupted one) {
        return watch(one).isPresent();
    }

    @Override
    public boolean elsewhere(Interrupted one) {
        String open = shell.openTarget();
        return !open.isEmpty()
                && watches.find(open)
                        .filter(w -> !w.target().place().equals(one.entry().target().place()))
                        .isPresent();
    }

    @Override
    public void show(Interrupted one) {
        watch(one)
                .ifPresentOrElse(
                        w -> shell.open("overview", w.target().name()), () -> shell.open("fleet"));
    }

    /** A target that nobody watches is watched from now on, without being saved. */
    @Override
    public void planAgain(Interrupted one) {
        if (watch(one).isEmpty()) {
            String name = one.entry().target().name();
            if (watches.find(name).isPresent()) {
                shell.toasts().note(Messages.text("recovery.named", name));
                return;
            }
            watches.add(one.entry().target());
        }
        watch(one).ifPresent(w -> plan.accept(w.target().name(), RecoveryModel.request(one)));
    }

    @Override
    public void planBack(Interrupted one) {
        Optional<Watch> watch = watch(one);
        Optional<String> to =
                watch.flatMap(
                        w -> {
                            var history = w.view().history();
                            return history == null
                                    ? Optional.empty()
                                    : WayBack.of(history, one.found().done());
                        });
        if (to.isPresent()) {
            plan.accept(
                    watch.orElseThrow().target().name(), Request.of("rollback", "to", to.get()));
        } else {
            history(one);
        }
    }

    @Override
    public void history(Interrupted one) {
        watch(one).ifPresent(w -> shell.open("migrations", w.target().name()));
    }

    @Override
    public void look(Interrupted one) {
        interruptions.again(one);
    }

    @Override
    public void putAway(List<Interrupted> read) {
        background.run(
                () -> {
                    read.forEach(interruptions::acknowledge);
                    return read;
                },
                done -> show(interruptions.told()),
                shell.toasts()::problem);
    }

    @Override
    public void close() {
        heard.close();
        latest.close();
        background.close();
    }
}
