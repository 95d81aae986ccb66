package dev.belay.operation;

import dev.belay.lint.Risk;
import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as text: what the command prints and the window copies. */
public final class PlanLines {
    /** What a line is about. */
    public enum Tone {
        HEAD,
        PART,
        STEP,
        /** A step that may take something away. */
        DANGER,
        SQL,
        FINDING,
        BLOCKER
    }

    /** A line of it, without its end. */
    public record Line(Tone tone, String text) {}

    private final List<Line> lines = new ArrayList<>();

    private PlanLines() {}

    /** In the order they are read. */
    public static List<Line> of(Plan plan) {
        PlanLines all = new PlanLines();
        all.add(
                Tone.HEAD,
                Messages.text(
                        "plan.head",
                        plan.operation(),
                        plan.target().known(),
                        plan.target().databaseName(),
                        plan.fingerprint(),
                        plan.risk().id()));
        if (plan.nothing() && plan.blockers().isEmpty()) {
            all.add(Tone.PART, Messages.text("plan.nothing"));
        }
        plan.parts().forEach(all::part);
        if (plan.safety() == Plan.Safety.COPY) {
            all.add(Tone.PART, Messages.text("plan.copy"));
        }
        plan.warnings().forEach(w -> all.add(Tone.FINDING, Messages.text("plan.finding", w)));
        for (Problem blocker : plan.blockers()) {
            String told = Messages.text("plan.blocker", blocker.line(), blocker.next());
            all.add(Tone.BLOCKER, told);
        }
        // What is not possible is not made so by a name.
        if (plan.confirm() != null && plan.blockers().isEmpty()) {
            all.add(Tone.PART, Messages.text("plan.confirm", plan.confirm()));
        }
        return all.lines;
    }

    /** All of it, to paste into a chat. */
    public static String text(Plan plan) {
        return of(plan).stream()
                .map(line -> Inert.text(line.text()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private void part(Part part) {
        add(
                Tone.PART,
                part.how().isEmpty()
                        ? part.title()
                        : Messages.text("plan.part.bound", part.title(), part.how()));
        for (Step step : part.steps()) {
            String lock = step.lock() == null ? "" : "  [" + step.lock() + "]";
            Tone tone = step.risk() == Risk.DESTRUCTIVE ? Tone.DANGER : Tone.STEP;
            add(tone, "  " + step.what() + lock);
            if (step.sql() != null) {
                step.sql().strip().lines().forEach(line -> add(Tone.SQL, "      " + line));
            }
        }
    }

    private void add(Tone tone, String text) {
        lines.add(new Line(tone, text));
    }
}
