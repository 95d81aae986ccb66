package dev.belay.operation;

import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Environment;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan with the consent its risk demands. It can be made by {@link #of} alone, so what was not
 * approved cannot be run.
 */
public final class Approval {
    private final Plan plan;
    private final Consent consent;
    private final Instant at;

    private Approval(Plan plan, Consent consent, Instant at) {
        this.plan = plan;
        this.consent = consent;
        this.at = at;
    }

    /**
     * Approves a plan.
     *
     * @param armed the proof that the target is armed now
     * @throws BelayException with {@link ExitCode#REFUSED} if the plan has a blocker, the target is
     *     not armed, or the consent is less than the plan demands
     */
    public static Approval of(Plan plan, Consent consent, Armed armed, Instant now) {
        if (!plan.blockers().isEmpty()) {
            throw plan.blockers().getFirst().asException();
        }
        String where = plan.target().name();
        if (!armed.covers(plan.target(), now)) {
            throw refused("operation.unarmed", where);
        }
        String own = plan.target().databaseName();
        if (consent instanceof Consent.Typed(String typed) && !typed.equals(own)) {
            throw refused("operation.confirm.other", where, typed, own);
        }
        if (plan.confirm() != null && !(consent instanceof Consent.Typed)) {
            throw unconfirmed(plan).asException();
        }
        return new Approval(plan, consent, now);
    }

    /** Says which of its two reasons a plan has to be confirmed for. */
    private static Problem unconfirmed(Plan plan) {
        boolean production = plan.target().environment() == Environment.PRODUCTION;
        boolean destructive = plan.risk() == Risk.DESTRUCTIVE;
        String which = production && destructive ? "both" : production ? "production" : "why";
        return new Problem(
                "operation.confirm",
                plan.target().name(),
                Messages.text(
                        "operation.confirm." + which,
                        plan.operation(),
                        plan.target().databaseName()),
                ExitCode.REFUSED);
    }

    private static BelayException refused(String key, String where, Object... arguments) {
        return Problem.of(key, where, ExitCode.REFUSED, arguments).asException();
    }

    public Plan plan() {
        return plan;
    }

    public Instant at() {
        return at;
    }

    /** What was given, in a word for the audit: {@code typed} or {@code given}. */
    public String consent() {
        return consent instanceof Consent.Typed ? "typed" : "given";
    }

    /**
     * This approval, if what would be done now is what was approved.
     *
     * @throws BelayException with {@link ExitCode#REFUSED} if target, fingerprint, history or
     *     scripts changed since
     */
    public Approval stillFor(Plan now) {
        if (!plan.same(now)) {
            String where = now.target().name();
            throw plan.fingerprint().equals(now.fingerprint())
                    ? refused("operation.changed", where, changed(now))
                    : refused("operation.another", where, plan.fingerprint(), now.fingerprint());
        }
        return this;
    }

    /** What is another now, by the pieces that only one of the plans has. */
    private String changed(Plan now) {
        String pieces =
                Stream.concat(
                                plan.parts().stream().filter(p -> !now.parts().contains(p)),
                                now.parts().stream().filter(p -> !plan.parts().contains(p)))
                        .map(Part::piece)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return pieces.isEmpty()
                ? Messages.text("operation.changed.basis")
                : Messages.text("operation.changed.steps", pieces);
    }
}
