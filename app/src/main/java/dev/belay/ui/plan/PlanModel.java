package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Consent;
import dev.belay.operation.Ending;
import dev.belay.operation.Outcome;
import dev.belay.operation.Plan;
import dev.belay.operation.Rehearsed;
import dev.belay.operation.Rehearsing;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.operation.Twin;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a plan sheet shows, without a control; used by one thread. */
final class PlanModel {
    private final Target target;
    private Request request;
    private State state;
    private String typed = "";
    private @Nullable Rehearsing rehearsing;
    private boolean heeded;

    /** A change that is not planned yet. */
    PlanModel(Target target, Request request) {
        this.target = target;
        this.request = request;
        state = new State.Reading();
    }

    /** A change that runs, or ran. */
    PlanModel(Running running) {
        target = running.target();
        request = running.request();
        state = new State.Going(running);
        look();
    }

    Target target() {
        return target;
    }

    Request request() {
        return request;
    }

    State state() {
        return state;
    }

    /** The one that is shown, runs or ran; null before it was read. */
    @Nullable Plan plan() {
        return switch (state) {
            case State.Reading _, State.Unread _ -> null;
            case State.Shown shown -> shown.plan();
            case State.Going going -> going.running().plan();
            case State.Over over -> over.running().plan();
        };
    }

    /** The one that runs or ran, or null. */
    @Nullable Running running() {
        return switch (state) {
            case State.Going going -> going.running();
            case State.Over over -> over.running();
            default -> null;
        };
    }

    /** The target is asked; what was shown stays until it answers. */
    void reading() {
        state =
                state instanceof State.Shown(Plan plan, Instant readAt, _, _)
                        ? new State.Shown(plan, readAt, true, null)
                        : new State.Reading();
    }

    /** What was typed was typed for the plan that was shown; another one asks anew. */
    void read(Plan plan, Instant at) {
        Plan before = plan();
        if (before != null && !before.same(plan)) {
            typed = "";
            stopRehearsal();
            rehearsing = null;
        }
        heeded = rehearsing != null && rehearsing.end() != null;
        state = new State.Shown(plan, at, false, null);
    }

    void unread(Problem problem) {
        typed = "";
        stopRehearsal();
        rehearsing = null;
        state = new State.Unread(problem);
    }

    /** What is shown is rehearsed now. */
    void rehearse(Rehearsing now) {
        rehearsing = now;
        heeded = false;
    }

    /** That of the plan that is shown, under way or over; null if it was not rehearsed. */
    @Nullable Rehearsing rehearsing() {
        return rehearsing;
    }

    void stopRehearsal() {
        if (rehearsing != null) {
            rehearsing.stop();
        }
    }

    /** Why a rehearsal stands against it, in a few words; empty if none does. */
    private String rehearsalOff() {
        Rehearsing now = rehearsing;
        if (now == null) {
            return "";
        } else if (now.end() == null) {
            return Messages.text("plan.off.rehearsing");
        }
        // Who reads the plan once more after it has seen that.
        boolean failed =
                now.end() instanceof Rehearsing.Ended.With(Rehearsed told) && !told.passed();
        return failed && !heeded ? Messages.text("plan.off.rehearsal") : "";
    }

    /** From now on it is planned without a safety copy, where none can be taken. */
    void goOnWithoutCopy() {
        request = request.waived();
    }

    /** True if all that is missing is the choice to go on without a safety copy. */
    boolean copyIsMissing() {
        Plan plan = plan();
        return plan != null && Row.uncopied(plan);
    }

    void type(String name) {
        typed = name;
    }

    String typed() {
        return typed;
    }

    /** True if a name has to be typed, and this is not it. */
    boolean nameIsMissing() {
        Plan plan = plan();
        return plan != null && plan.confirm() != null && !typed.equals(plan.confirm());
    }

    /** Why it cannot be begun now, in a few words; empty if it can. */
    String whyOff(boolean armed) {
        if (!(state instanceof State.Shown shown)) {
            return Messages.text(
                    state instanceof State.Unread ? "plan.off.failed" : "plan.off.unread");
        }
        Plan plan = shown.plan();
        int blockers = plan.blockers().size();
        if (shown.again()) {
            return Messages.text("plan.off.again");
        } else if (blockers > 0) {
            return Messages.text("plan.off.blocked", blockers);
        } else if (plan.nothing()) {
            return Messages.text("plan.off.nothing");
        } else if (!rehearsalOff().isEmpty()) {
            return rehearsalOff();
        } else if (!armed) {
            return Messages.text("plan.off.unarmed");
        }
        return nameIsMissing() ? Messages.text("plan.off.name") : "";
    }

    /** What the operator gives by beginning it. */
    Consent consent() {
        Plan plan = plan();
        return plan == null || plan.confirm() == null
                ? new Consent.Given()
                : new Consent.Typed(typed);
    }

    /** It was refused before it began; the plan stays. */
    void refused(Problem problem) {
        if (state instanceof State.Shown(Plan plan, Instant readAt, _, _)) {
            state = new State.Shown(plan, readAt, false, problem);
        }
    }

    void begun(Running running) {
        typed = "";
        state = new State.Going(running);
        look();
    }

    /** Looks whether what runs has ended; true if that is news. */
    boolean look() {
        if (state instanceof State.Going(Running running) && running.end().isPresent()) {
            state = new State.Over(running, running.end().get());
            return true;
        }
        return false;
    }

    /** The problem it ended with; null if it did what it should, or goes on. */
    @Nullable Problem fault() {
        return state instanceof State.Over(_, Running.Ended end) ? end.problem() : null;
    }

    /** True if it is over, and nobody knows whether it took effect. */
    boolean inDoubt() {
        return state instanceof State.Over(_, Running.Ended end) && end.ending() == Ending.DOUBT;
    }

    /** How it ended, where it did what it should; else null. */
    Outcome.@Nullable Done<?> done() {
        return state instanceof State.Over(_, Running.Ended.With(Outcome.Done<?> done, _))
                ? done
                : null;
    }

    /** The command that does the same. */
    Twin twin() {
        Plan plan = plan();
        return plan == null ? Twin.of(target, request) : Twin.of(plan, request);
    }
}
