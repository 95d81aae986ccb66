package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptFailure;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mends the history as Flyway's {@code repair} does: failed rows go, missing ones are marked as
 * deleted, checksums become those of the scripts. Before that an index that a broken {@code CREATE
 * INDEX CONCURRENTLY} of a script left behind is dropped, or built anew if the history says that it
 * was made. No other object of the database is touched.
 */
public final class Repair implements Operation<Map<String, List<String>>> {
    private static final Set<MigrationState> DONE =
            Set.of(MigrationState.SUCCESS, MigrationState.OUT_OF_ORDER);

    private final Target target;
    private final Histories histories;
    private LeftIndexes left = LeftIndexes.NONE;
    private List<String> missing = List.of();

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
        left = history.folderProblem() == null ? left(session, history) : LeftIndexes.NONE;
        missing = history.folderProblem() == null ? missing(session, history) : List.of();
        List<Finding> findings =
                new ArrayList<>(history.notes().stream().map(Finding::note).toList());
        missing.forEach(m -> findings.add(Finding.warning(m)));
        List<Part> parts = new ArrayList<>(left.part(target).stream().toList());
        if (!steps.isEmpty()) {
            parts.add(new Part(Messages.text("plan.part.repair"), null, "", steps));
        }
        Basis basis = new Basis().add(history);
        left.names().forEach(basis::add);
        return new Plan(
                name(),
                Map.of(),
                target,
                Seen.of(session, target, history.current()),
                history.current(),
                basis.text(),
                parts,
                findings,
                blockers,
                Plan.Safety.NONE);
    }

    private LeftIndexes left(Session session, History history) throws SQLException {
        List<Path> again = new ArrayList<>();
        List<Path> done = new ArrayList<>();
        for (Migration m : history.migrations()) {
            Path file = m.file();
            if (file != null) {
                switch (m.state()) {
                    case FAILED, PENDING -> again.add(file);
                    case SUCCESS, OUT_OF_ORDER -> done.add(file);
                    default -> {}
                }
            }
        }
        return LeftIndexes.of(
                session,
                histories.texts(session, target, again),
                histories.texts(session, target, done));
    }

    /** What mending the history does not mend: objects that are gone, or stand half done. */
    private List<String> missing(Session session, History history) throws SQLException {
        List<Path> done = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Migration m : history.migrations()) {
            Path file = m.file();
            if (file == null || m.repeatable()) {
                continue;
            }
            if (DONE.contains(m.state())) {
                done.add(file);
            } else if (m.state() == MigrationState.FAILED) {
                List<String> stands =
                        Existence.present(
                                session,
                                target,
                                history,
                                histories.texts(session, target, List.of(file)));
                if (!stands.isEmpty()) {
                    missing.add(
                            Messages.text("repair.stands", m.script(), String.join(", ", stands)));
                }
            }
        }
        missing.addAll(
                Existence.absent(session, target, history, histories.texts(session, target, done)));
        return missing;
    }

    private static Step step(String key, String name) {
        return Step.of(Messages.text(key, name), Risk.ADDITIVE);
    }

    @Override
    public Map<String, List<String>> nothing(Plan plan) {
        return Map.of(
                "removed", List.of(),
                "deleted", List.of(),
                "aligned", List.of(),
                "indexes", List.of(),
                "missing", missing);
    }

    @Override
    public Map<String, List<String>> work(Work work) throws SQLException {
        left.mend(work);
        try {
            Map<String, List<String>> done =
                    new HashMap<>(new FlywayRun(target, work.source()).repair());
            done.put("indexes", left.names());
            done.put("missing", missing);
            return done;
        } catch (ScriptFailure e) {
            throw ScriptProblem.of("repair.failure", target, e).asException(e);
        }
    }

    @Override
    public List<String> told(Map<String, List<String>> result) {
        List<String> told = new ArrayList<>();
        result.getOrDefault("indexes", List.of())
                .forEach(i -> told.add(Messages.text("repair.told.index", i)));
        told.add(
                Messages.text(
                        "repair.told",
                        result.getOrDefault("removed", List.of()).size(),
                        result.getOrDefault("deleted", List.of()).size(),
                        result.getOrDefault("aligned", List.of()).size()));
        told.addAll(result.getOrDefault("missing", List.of()));
        return told;
    }

    @Override
    public List<String> verify(Session session, Plan plan, Map<String, List<String>> result)
            throws SQLException {
        return plan(session).steps().stream().map(Step::what).toList();
    }
}
