package dev.belay.ui.plan;

import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.operation.Part;
import dev.belay.operation.Phase;
import dev.belay.operation.Plan;
import dev.belay.operation.Running;
import dev.belay.operation.Step;
import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of what will be done; all lines are of one height. */
sealed interface Row {
    /**
     * The beginning of a part.
     *
     * @param number from 1
     * @param script the file, or empty
     * @param how in a few words at the right
     */
    record Head(int number, String title, String script, String how) implements Row {}

    /**
     * A statement, cut to one line unless it is open.
     *
     * @param lock a tag, or empty
     */
    record Statement(String sql, String lock, String tip) implements Row {}

    /** A line of an open statement. */
    record Text(String line) implements Row {}

    /** A remark in small type. */
    record Remark(String text, boolean warns) implements Row {}

    /** All of a plan, the safety copy before and the verification after it included. */
    static List<Row> of(Plan plan) {
        List<Row> rows = new ArrayList<>();
        if (plan.nothing()) {
            return rows;
        }
        int number = 0;
        if (plan.safety() == Plan.Safety.COPY) {
            rows.add(copy(++number));
            rows.add(copying(plan));
        } else if (plan.safety() == Plan.Safety.WAIVED) {
            rows.add(new Head(++number, Messages.text("plan.row.uncopied"), "", ""));
            String so = uncopied(plan) ? "plan.row.uncopied.none" : "plan.row.uncopied.so";
            rows.add(new Remark(Messages.text(so), true));
        }
        for (Part part : plan.parts()) {
            String script = Objects.requireNonNullElse(part.script(), "");
            rows.add(new Head(++number, part.title(), script, part.how()));
            part.steps().forEach(step -> add(rows, step));
        }
        rows.add(new Head(++number, Messages.text("plan.row.verify"), "", ""));
        rows.add(new Remark(Messages.text("plan.row.verify." + verified(plan)), false));
        return rows;
    }

    /** True if a copy is due, cannot be taken, and nobody chose to go on without. */
    static boolean uncopied(Plan plan) {
        return plan.blockers().stream().anyMatch(b -> b.key().equals("operation.no-copy"));
    }

    private static Head copy(int number) {
        return new Head(
                number, Messages.text("plan.row.copy"), "", Messages.text("plan.row.copy.how"));
    }

    private static Row copying(Plan plan) {
        String name = plan.target().databaseName();
        return plan.target().engine() == Engine.POSTGRESQL
                ? new Statement("pg_dump -Fc … " + name, "ACCESS SHARE", "")
                : new Remark(Messages.text("plan.row.copy.online", name), false);
    }

    private static String verified(Plan plan) {
        return switch (plan.operation()) {
            case "seed" -> "rows";
            case "backup", "restore", "prune", "kill" -> plan.operation();
            default -> "history";
        };
    }

    private static void add(List<Row> rows, Step step) {
        if (step.sql() == null || step.place() == null) {
            boolean warns = step.risk() == Risk.DESTRUCTIVE && step.sql() != null;
            rows.add(new Remark(step.act(), warns));
        }
        if (step.sql() != null) {
            String lock = Objects.requireNonNullElse(step.lock(), "");
            boolean file = lock.equals(Messages.text("lint.sqlite.lock"));
            rows.add(
                    new Statement(
                            step.sql(),
                            file ? Messages.text("plan.lock.file") : lock,
                            step.what()));
        }
    }

    /** The numbers at which these parts of a plan stand, which are counted from 0 there. */
    static Set<Integer> numbers(Plan plan, Set<Integer> parts) {
        int first = first(plan);
        return parts.stream().map(i -> first + i).collect(Collectors.toUnmodifiableSet());
    }

    /** A safety copy stands before the parts, and so does that there is none. */
    private static int first(Plan plan) {
        return plan.safety() == Plan.Safety.NONE ? 1 : 2;
    }

    /** The part that is worked on, for the eye: from 1, or 0 where none is. */
    static int part(Plan plan, Running.Progressed at, int before) {
        Phase phase = at.phase();
        int first = first(plan);
        int last = first + plan.parts().size();
        if (phase == null || phase == Phase.WAITING || phase == Phase.LOCKED) {
            return before;
        } else if (phase == Phase.SAFE) {
            return 1;
        } else if (phase == Phase.VERIFYING) {
            return last;
        }
        for (int i = 0; i < plan.parts().size(); i++) {
            String script = plan.parts().get(i).script();
            if (script != null && at.what().endsWith(script)) {
                return Math.max(before, first + i);
            }
        }
        return Math.max(before, first);
    }
}
