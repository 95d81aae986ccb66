package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.ScriptFailure;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mends the history as Flyway's {@code repair} does: failed rows go, missing ones are marked as
 * deleted, checksums become those of the scripts. No object of the database is touched.
 */
public final class Repair implements Operation<Map<String, List<String>>> {
    private final Target target;
    private final Histories histories;

    public Repair(Target target, Histories histories) {
        this.target = target;
        this.histories = histories;
    }

    @Override
    public String name() {
        return "repair";
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        History history = histories.read(session, target);
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        if (history.folderProblem() != null) {
            blockers.add(Guards.refused("operation.folder", target, history.folderProblem()));
        }
        List<Step> steps = new ArrayList<>();
        for (Migration m : history.migrations()) {
            String name = m.version() == null ? m.description() : m.version();
            switch (m.state()) {
                case FAILED, FAILED_MISSING, FAILED_FUTURE ->
                        steps.add(step("repair.failed", name));
                case MISSING -> steps.add(step("repair.missing", name));
                default -> {
                    if (!m.repeatable() && Boolean.FALSE.equals(m.checksumMatches())) {
                        steps.add(step("repair.checksum", name));
                    }
                }
            }
        }
        return new Plan(
                name(),
                Map.of(),
                target,
                Seen.of(session, target, history.current()),
                history.current(),
                new Basis().add(history).text(),
                steps.isEmpty()
                        ? List.of()
                        : List.of(new Part(Messages.text("plan.part.repair"), null, "", steps)),
                history.notes().stream().map(Finding::note).toList(),
                blockers,
                Plan.Safety.NONE);
    }

    private static Step step(String key, String name) {
        return Step.of(Messages.text(key, name), Risk.ADDITIVE);
    }

    @Override
    public Map<String, List<String>> nothing(Plan plan) {
        return Map.of("removed", List.of(), "deleted", List.of(), "aligned", List.of());
    }

    @Override
    public Map<String, List<String>> work(Work work) {
        try {
            return new FlywayRun(target, work.source()).repair();
        } catch (ScriptFailure e) {
            throw ScriptProblem.of("repair.failure", target, e).asException(e);
        }
    }

    @Override
    public List<String> told(Map<String, List<String>> result) {
        return List.of(
                Messages.text(
                        "repair.told",
                        result.getOrDefault("removed", List.of()).size(),
                        result.getOrDefault("deleted", List.of()).size(),
                        result.getOrDefault("aligned", List.of()).size()));
    }

    @Override
    public List<String> verify(Session session, Plan plan, Map<String, List<String>> result)
            throws SQLException {
        return plan(session).steps().stream().map(Step::what).toList();
    }
}
