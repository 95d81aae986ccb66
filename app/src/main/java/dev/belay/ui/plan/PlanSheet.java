package dev.belay.ui.plan;

import dev.belay.message.BelayException;
import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.news.Subscription;
import dev.belay.operation.Changes;
import dev.belay.operation.Plan;
import dev.belay.operation.PlanLines;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Rehearsing;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.target.Target;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.kit.Screen;

import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A change on a sheet above the window: read, approved, watched while it works, and told how it
 * ended. It may be put away at any time; what works goes on. Used on the JavaFX thread.
 */
public final class PlanSheet implements Screen {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Changes changes;
    private final Clock clock;
    private final Runnable putAway;
    private final PlanModel model;
    private final Background background = new Background();
    private final PlanCard card;
    private final Latest<Changes> latest = new Latest<>(_ -> refresh());
    private final Subscription progress;
    private final Subscription armings;
    private final javafx.util.Subscription seconds;
    private Background.@Nullable Job job;
    private Instant asked = Instant.EPOCH;
    private boolean asking;

    /**
     * A change that is to be planned now.
     *
     * @param putAway takes the sheet away
     */
    public PlanSheet(
            Changes changes, Target target, Request request, Clock clock, Runnable putAway) {
        this(changes, new PlanModel(target, request), clock, putAway);
        read();
    }

    /** Looks at a change that runs, or ran. */
    public static PlanSheet of(Changes changes, Running running, Clock clock, Runnable putAway) {
        return new PlanSheet(changes, new PlanModel(running), clock, putAway);
    }

    private PlanSheet(Changes changes, PlanModel model, Clock clock, Runnable putAway) {
        this.changes = changes;
        this.clock = clock;
        this.putAway = putAway;
        this.model = model;
        card = new PlanCard(model, new Deciding(), this::copyTwin);
        card.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e) && copyPlan()) {
                        e.consume();
                    }
                });
        progress = changes.subscribe(() -> latest.accept(changes));
        armings = changes.arming().subscribe(() -> latest.accept(changes));
        seconds = Ages.everySecond(this::refresh);
    }

    /** What the buttons do. */
    private final class Deciding implements PlanCard.Choices {
        @Override
        public void begin() {
            PlanSheet.this.begin();
        }

        @Override
        public void arm() {
            changes.arming().arm(model.target());
            refresh();
        }

        @Override
        public void readAgain() {
            read();
        }

        @Override
        public void goOnWithoutCopy() {
            model.goOnWithoutCopy();
            read();
        }

        @Override
        public void rehearse(Rehearsal.Where where) {
            PlanSheet.this.rehearse(where);
        }

        @Override
        public void stopRehearsal() {
            model.stopRehearsal();
        }

        @Override
        public void stop() {
            Running running = model.running();
            if (running != null) {
                running.stop();
                refresh();
            }
        }

        @Override
        public void close() {
            putAway.run();
        }

        @Override
        public void typed(String name) {
            model.type(name);
            refresh();
        }
    }

    /** Asks the target on a worker; an answer that is still awaited is dropped. */
    private void read() {
        Running ended = model.running();
        if (model.state() instanceof State.Going) {
            return;
        }
        boolean doubted = model.inDoubt();
        if (ended != null && !doubted) {
            changes.putAway(ended);
        }
        if (job != null) {
            job.cancel();
        }
        Request request = model.request();
        model.reading();
        boolean first = !(model.state() instanceof State.Shown);
        job =
                background.run(
                        () -> changes.plan(model.target(), request),
                        plan -> {
                            model.read(plan, clock.instant());
                            if (ended != null && doubted) {
                                changes.putAway(ended);
                            }
                            answered(first);
                        },
                        problem -> {
                            model.unread(problem);
                            answered(true);
                        });
        refresh();
    }

    /** Who reads a plan again stays where they are. */
    private void answered(boolean first) {
        refresh();
        if (first) {
            focusContent();
        }
    }

    /**
     * Only what is shown and whole is begun; a plan that changed since is refused by the runner.
     */
    private void begin() {
        Plan plan = model.plan();
        if (plan == null || !model.whyOff(armed()).isEmpty()) {
            return;
        }
        try {
            model.begun(changes.start(plan, model.request(), model.consent()));
        } catch (BelayException e) {
            Problem refused = e.problem();
            model.refused(refused);
        }
        refresh();
        focusContent();
    }

    private void rehearse(Rehearsal.Where where) {
        Plan plan = model.plan();
        Rehearsing before = model.rehearsing();
        boolean under = before != null && before.end() == null;
        if (model.state() instanceof State.Shown
                && plan != null
                && !under
                && Rehearsal.possible(plan)) {
            model.rehearse(changes.rehearse(plan, where));
            refresh();
        }
    }

    private boolean armed() {
        return changes.arming().of(model.target()).isPresent();
    }

    /** Asks once in a while for whom it waits; the operation itself only knows that it does. */
    private void ask() {
        Instant now = clock.instant();
        if (model.state() instanceof State.Going(Running running)
                && !asking
                && Duration.between(asked, now).compareTo(BETWEEN) >= 0) {
            asking = true;
            asked = now;
            background.run(
                    () -> changes.waitsFor(running),
                    whom -> {
                        asking = false;
                        card.behind(whom);
                    },
                    problem -> asking = false);
        }
    }

    private void refresh() {
        boolean ended = model.look();
        ask();
        card.show(armed(), clock.instant());
        if (ended) {
            focusContent();
        }
    }

    /** Where it stands, for tests. */
    State state() {
        return model.state();
    }

    private void copyTwin() {
        Buttons.copy(model.twin().line());
        card.copied();
    }

    private boolean copyPlan() {
        Plan plan = model.plan();
        if (plan != null) {
            Buttons.copy(PlanLines.text(plan));
        }
        return plan != null;
    }

    @Override
    public Parent node() {
        return card;
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>();
        all.add(Action.of(Messages.text("plan.action.twin"), "Ctrl+Shift+C", this::copyTwin));
        all.add(Action.of(Messages.text("plan.action.copy"), "", this::copyPlan));
        if (model.running() == null || model.state() instanceof State.Over) {
            all.add(Action.of(Messages.text("plan.again"), "F5", this::read));
        }
        Plan plan = model.plan();
        if (model.state() instanceof State.Shown && plan != null && Rehearsal.possible(plan)) {
            all.add(
                    Action.of(
                            Messages.text("plan.rehearse"),
                            "Ctrl+R",
                            () -> rehearse(new Rehearsal.Where.Usual())));
        }
        if (model.state() instanceof State.Shown && !armed()) {
            all.add(
                    Action.of(
                            Messages.text("plan.action.arm", Inert.text(model.target().known())),
                            "Ctrl+Shift+A",
                            () -> {
                                changes.arming().arm(model.target());
                                refresh();
                            }));
        }
        return all;
    }

    @Override
    public void focusContent() {
        card.focusNext();
    }

    @Override
    public void close() {
        seconds.unsubscribe();
        progress.close();
        armings.close();
        latest.close();
        background.close();
        model.stopRehearsal();
        // What is in doubt stays in the foot until the target was asked again.
        if (model.state() instanceof State.Over(Running running, _) && !model.inDoubt()) {
            changes.putAway(running);
        }
    }
}
