package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptFailure;
import dev.belay.history.Versions;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Begins the history of a database that has tables already, at a version. */
public final class Baseline implements Operation<String> {
    static final String DESCRIPTION = "<< Baseline by Belay >>";

    private final Target target;
    private final Histories histories;
    private final String at;

    /**
     * @param at the version the database is at
     */
    public Baseline(Target target, Histories histories, String at) {
        this.target = target;
        this.histories = histories;
        this.at = at;
    }

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        History history = histories.read(session, target);
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        List<Migration> applied =
                history.migrations().stream().filter(m -> m.installedRank() != null).toList();
        boolean done = applied.size() == 1 && begins(applied.getFirst());
        if (!Versions.valid(at)) {
            blockers.add(Problem.of("baseline.version", target.name(), ExitCode.USAGE, at));
        } else if (!applied.isEmpty() && !done) {
            blockers.add(
                    Guards.refused("baseline.there", target, String.valueOf(history.current())));
        }
        return new Plan(
                name(),
                Map.of("at", at),
                target,
                Seen.of(session, target, history.current()),
                at,
                new Basis().add(history).add(at).text(),
                done
                        ? List.of()
                        : List.of(
                                Part.of(
                                        Messages.text("plan.part.baseline", at),
                                        Step.of(
                                                Messages.text("baseline.step", at),
                                                Risk.ADDITIVE))),
                history.notes().stream().map(Finding::note).toList(),
                blockers,
                Plan.Safety.NONE);
    }

    /** True for the row of a history that begins at this version already. */
    private boolean begins(Migration row) {
        return row.state() == MigrationState.BASELINE && at.equals(row.version());
    }

    @Override
    public String nothing(Plan plan) {
        return at;
    }

    @Override
    public String work(Work work) {
        try {
            new FlywayRun(target, work.source()).baseline(at, DESCRIPTION);
            return at;
        } catch (ScriptFailure e) {
            throw ScriptProblem.of("baseline.failure", target, e).asException(e);
        }
    }

    @Override
    public List<String> told(String result) {
        return List.of(Messages.text("baseline.told", result));
    }

    @Override
    public List<String> verify(Session session, Plan plan, String result) throws SQLException {
        String current = histories.read(session, target).current();
        return current != null && Versions.ORDER.compare(current, at) == 0
                ? List.of()
                : List.of(Messages.text("baseline.verify", at, String.valueOf(current)));
    }
}
