package dev.belay.operation;

import dev.belay.lint.Risk;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What an operation will do, read from the target and changing nothing. The same plan is shown,
 * approved, and compared with what holds when the work begins.
 *
 * @param arguments those of the operation, by the names of the command's options without dashes;
 *     {@code rollback} has {@code to}
 * @param seen the database it was made for
 * @param aim the schema's version afterwards; null if it will have none, or is not concerned
 * @param basis a digest of all it depends on: history, scripts, rows; another basis is another plan
 * @param parts in their order; empty if nothing is to be done
 * @param findings what a person should know first
 * @param blockers why it may not run at all
 * @param safety whether a copy of the target is taken before the work
 */
public record Plan(
        String operation,
        Map<String, String> arguments,
        Target target,
        Seen seen,
        @Nullable String aim,
        String basis,
        List<Part> parts,
        List<Finding> findings,
        List<Problem> blockers,
        Safety safety) {

    /** Whether the target is copied before the work. */
    public enum Safety {
        /** The work takes nothing away. */
        NONE,
        /** A copy is taken and verified first. */
        COPY,
        /** A copy would be due and cannot be taken; the operator chose to go on without. */
        WAIVED
    }

    public Plan {
        arguments = Map.copyOf(arguments);
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
        blockers = List.copyOf(blockers);
    }

    /** The same with other findings. */
    Plan with(List<Finding> other) {
        return new Plan(
                operation, arguments, target, seen, aim, basis, parts, other, blockers, safety);
    }

    /** Which database it was made for. */
    public String fingerprint() {
        return seen.fingerprint();
    }

    public boolean nothing() {
        return parts.isEmpty();
    }

    /** All of them in their order. */
    public List<Step> steps() {
        return parts.stream().flatMap(p -> p.steps().stream()).toList();
    }

    /** Those of one kind, in their order. */
    public <F extends Finding> List<F> findings(Class<F> kind) {
        return findings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All findings, a sentence each. */
    public List<String> warnings() {
        return findings.stream().map(Finding::text).toList();
    }

    /** The greatest of its steps. */
    public Risk risk() {
        return parts.stream().map(Part::risk).reduce(Risk.HARMLESS, Risk::and);
    }

    /** The name that has to be typed, or null if a lesser consent will do. */
    public @Nullable String confirm() {
        boolean production = target.environment() == Environment.PRODUCTION;
        boolean demanded = risk() == Risk.DESTRUCTIVE || (production && risk() != Risk.HARMLESS);
        return demanded ? target.databaseName() : null;
    }

    /** True if the other plan would do the very same to the very same database. */
    public boolean same(Plan other) {
        return operation.equals(other.operation)
                && arguments.equals(other.arguments)
                && fingerprint().equals(other.fingerprint())
                && basis.equals(other.basis)
                && target.place().equals(other.target.place())
                && parts.equals(other.parts);
    }
}
