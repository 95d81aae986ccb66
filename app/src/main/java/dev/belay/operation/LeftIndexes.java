package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Judgement;
import dev.belay.lint.Lint;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The invalid indexes that earlier tries of scripts left behind. They are dropped before the
 * scripts run again, which would else find them there, or pass over them as if they were whole.
 */
record LeftIndexes(List<InvalidIndex> dropped, List<InvalidIndex> rebuilt) {
    static final LeftIndexes NONE = new LeftIndexes(List.of(), List.of());

    LeftIndexes {
        dropped = List.copyOf(dropped);
        rebuilt = List.copyOf(rebuilt);
    }

    /**
     * @param again scripts that are to run, or to run again: what they left is dropped
     */
    static LeftIndexes of(Session session, List<ScriptText> again) throws SQLException {
        return new LeftIndexes(InvalidIndex.of(session, again), List.of());
    }

    /**
     * @param again scripts that are to run, or to run again: what they left is dropped
     * @param done scripts that count as applied: their indexes are built anew
     */
    static LeftIndexes of(Session session, List<ScriptText> again, List<ScriptText> done)
            throws SQLException {
        List<InvalidIndex> dropped = InvalidIndex.of(session, again);
        List<InvalidIndex> rebuilt = new ArrayList<>(InvalidIndex.of(session, done));
        rebuilt.removeAll(dropped);
        return new LeftIndexes(dropped, rebuilt);
    }

    /** Empty where there is nothing to do. */
    Optional<Part> part(Target target) {
        List<Step> steps = new ArrayList<>();
        for (String sql : statements()) {
            Judgement judgement = Lint.judge(target.engine(), sql);
            Risk risk = judgement.risk().and(Risk.ADDITIVE);
            steps.add(Step.of(null, sql, judgement).withRisk(risk));
        }
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Part(
                                Messages.text("plan.part.indexes"),
                                null,
                                Messages.text("plan.part.indexes.how"),
                                steps));
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        dropped.forEach(i -> statements.add(drop(i)));
        rebuilt.forEach(i -> statements.add(rebuild(i)));
        return statements;
    }

    private static String drop(InvalidIndex index) {
        return "DROP INDEX CONCURRENTLY " + index.full();
    }

    private static String rebuild(InvalidIndex index) {
        return "REINDEX INDEX CONCURRENTLY " + index.full();
    }

    /** Names for people. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        dropped.forEach(i -> names.add(i.full()));
        rebuilt.forEach(i -> names.add(i.full()));
        return names;
    }

    /** Does what {@link #part} says, as far as it still holds. */
    void mend(Work work) throws SQLException {
        if (names().isEmpty()) {
            return;
        }
        try (Session session = work.session();
                Statement statement = session.connection().createStatement()) {
            LockTries.timeout(session.target(), session.connection(), false);
            Set<String> still =
                    InvalidIndex.all(session).stream()
                            .map(InvalidIndex::full)
                            .collect(Collectors.toSet());
            for (InvalidIndex each : dropped) {
                send(work, statement, still.contains(each.full()), drop(each));
            }
            for (InvalidIndex each : rebuilt) {
                send(work, statement, still.contains(each.full()), rebuild(each));
            }
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private static void send(Work work, Statement statement, boolean invalid, String sql)
            throws SQLException {
        if (invalid) {
            work.at(Phase.EXECUTING, sql, OptionalDouble.empty());
            work.note(Phase.EXECUTING, sql);
            statement.execute(sql);
        }
    }

    /**
     * The problem, with the indexes that became invalid while work went on that ended with it.
     *
     * @param before those that were invalid then
     */
    static Problem told(Session session, Problem problem, Set<String> before) throws SQLException {
        List<String> now =
                InvalidIndex.all(session).stream()
                        .map(InvalidIndex::full)
                        .filter(i -> !before.contains(i))
                        .toList();
        return now.isEmpty()
                ? problem
                : Problem.of(
                        "operation.index-left",
                        problem.where(),
                        problem.exit(),
                        problem.why(),
                        String.join(", ", now));
    }
}
