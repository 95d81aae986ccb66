package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;

/** Judges statements by their text alone. */
public final class Lint {
    private Lint() {}

    /**
     * A statement of a script.
     *
     * @param transactional false for one that no transaction may hold
     */
    public record Statement(String sql, boolean transactional) {}

    /** What the statement would do by itself; those of a plan are judged by {@link PlanLint}. */
    public static Judgement judge(Engine engine, String sql) {
        return new PlanLint(engine).judge(sql);
    }

    /** What to think of about a script as a whole. */
    public static List<Advice> script(Engine engine, List<Statement> statements) {
        List<Advice> advice = new ArrayList<>();
        List<Statement> alone = statements.stream().filter(s -> !s.transactional()).toList();
        if (!alone.isEmpty() && alone.size() < statements.size()) {
            advice.add(
                    Advice.of("lint.script.mixed", judge(engine, alone.getFirst().sql()).what()));
        }
        if (engine == Engine.POSTGRESQL && alone.isEmpty()) {
            held(statements, advice);
        }
        return advice;
    }

    /** A table that is locked against everyone stays so while the rest of the script works. */
    private static void held(List<Statement> statements, List<Advice> advice) {
        PlanLint lint = new PlanLint(Engine.POSTGRESQL);
        List<String> locked = new ArrayList<>();
        for (Statement each : statements) {
            Judgement judgement = lint.judge(each.sql());
            boolean works =
                    judgement.locks().stream().anyMatch(l -> l.mode() == LockMode.ROW_EXCLUSIVE)
                            || judgement.locks().stream().anyMatch(l -> l.mode() == LockMode.SHARE);
            if (works && !locked.isEmpty()) {
                advice.add(
                        Advice.of("lint.script.held", String.join(", ", locked), judgement.what()));
                return;
            }
            judgement.locks().stream()
                    .filter(l -> l.mode() == LockMode.ACCESS_EXCLUSIVE)
                    .map(l -> l.table().text())
                    .filter(t -> !locked.contains(t))
                    .forEach(locked::add);
        }
    }
}
