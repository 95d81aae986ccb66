package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.ScriptFailure;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.schema.Drift;
import dev.belay.schema.SchemaDifference;
import dev.belay.seed.SeedCount;
import dev.belay.seed.SeedSet;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings an empty, half-made or finished database to the newest version, and then seeds what is
 * due. Any number may do it at once: the claim lets one work, and what is left for the others is
 * nothing. Tables that an application made by itself, without a history, are recognised by what the
 * migrations build.
 */
public final class Init implements Operation<Initialised> {
    private static final int DIFFERENCES_TOLD = 8;

    private final Target target;
    private final Sessions sessions;
    private final Histories histories;
    private final Safeguard safeguard;
    private @Nullable String baseline;
    private Migrate migrate;
    private List<SeedSet> sets = List.of();

    public Init(Target target, Sessions sessions, Histories histories, Safeguard safeguard) {
        this.target = target;
        this.sessions = sessions;
        this.histories = histories;
        this.safeguard = safeguard;
        this.migrate = migrate(null);
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public boolean makesFile() {
        return true;
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        List<Problem> blockers = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        History history = histories.read(session, target);
        // What nobody may run is not built in a scratch either.
        List<Problem> unfit = migrate(null).unfit(session, history);
        baseline = unfit.isEmpty() ? foreign(session, history, blockers, findings) : null;
        if (baseline != null) {
            parts.add(
                    Part.of(
                            Messages.text("plan.part.baseline", baseline),
                            Step.of(Messages.text("init.baseline", baseline), Risk.ADDITIVE)));
        }
        migrate = migrate(baseline);
        Plan migration = migrate.plan(session, history);
        blockers.addAll(migration.blockers());
        parts.addAll(migration.parts());
        sets = Seed.due(target);
        // Where the scripts may not run, their tables are not missed in the seeds.
        boolean later = !parts.isEmpty() || !blockers.isEmpty();
        Seed.Foreseen seeds = Seed.foresee(session, sets, later);
        parts.addAll(seeds.parts());
        findings.addAll(migration.findings());
        findings.addAll(seeds.findings());
        return new Plan(
                name(),
                Map.of(),
                target,
                migration.seen(),
                migration.aim() == null ? baseline : migration.aim(),
                new Basis().add(baseline).add(migration.basis()).add(seeds.basis()).text(),
                parts,
                findings,
                blockers,
                migration.safety());
    }

    private Migrate migrate(@Nullable String after) {
        return new Migrate(target, histories, safeguard, name(), after, null, this::bare);
    }

    /** An initialisation that was killed leaves rows as well, and another has to finish it. */
    private boolean bare(Session session) throws SQLException {
        if (Verification.withoutRows(session, target)) {
            return true;
        }
        try (Drift drift = new Drift(sessions, histories, false)) {
            return drift.untouched(target, session);
        } catch (BelayException | ConnectException e) {
            // No scratch here, or the scripts do not build one: then there may be something.
            return false;
        }
    }

    /** The version that tables without a history are at, or null where there are none. */
    private @Nullable String foreign(
            Session session, History history, List<Problem> blockers, List<Finding> findings)
            throws SQLException {
        if (history.table() != null
                || (Verification.empty(session, target)
                        && !histories.groundTaken(session, target))) {
            return null;
        }
        try (Drift drift = new Drift(sessions, histories, false)) {
            Drift.Built built = drift.versionBuilt(target, session);
            if (built.equal().size() > 1) {
                findings.add(
                        Finding.warning(
                                Messages.text(
                                        "init.baseline.several",
                                        String.join(", ", built.equal()),
                                        built.equal().getLast())));
            }
            built.difference().forEach(d -> findings.add(Finding.warning(told(d))));
            if (built.version() == null) {
                blockers.add(
                        Guards.refused(
                                "init.foreign",
                                target,
                                String.valueOf(built.nearest()),
                                told(built.difference())));
            }
            return built.version();
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private static String told(SchemaDifference d) {
        String nothing = Messages.text("init.difference.nothing");
        return Messages.text(
                "init.difference",
                d.kind().words(),
                d.name(),
                d.expected() == null ? nothing : d.expected(),
                d.actual() == null ? nothing : d.actual());
    }

    private static String told(List<SchemaDifference> differences) {
        String told =
                differences.stream()
                        .limit(DIFFERENCES_TOLD)
                        .map(d -> d.kind().words() + " " + d.name())
                        .collect(Collectors.joining(", "));
        return differences.size() > DIFFERENCES_TOLD ? told + " …" : told;
    }

    @Override
    public Initialised nothing(Plan plan) {
        return new Initialised(null, List.of(), Map.of(), List.of());
    }

    @Override
    public Initialised work(Work work) throws SQLException {
        String found = baseline;
        if (found != null) {
            work.note(Phase.EXECUTING, Messages.text("plan.part.baseline", found));
            try {
                new FlywayRun(target, work.source()).baseline(found, Baseline.DESCRIPTION);
            } catch (ScriptFailure e) {
                throw ScriptProblem.of("baseline.failure", target, e).asException(e);
            }
        }
        Migrated migrated = migrate.work(work);
        return new Initialised(found, migrated.applied(), seeded(work), migrated.oneWay());
    }

    private Map<String, SeedCount> seeded(Work work) throws SQLException {
        if (sets.isEmpty()) {
            return Map.of();
        }
        try (Session session = work.session()) {
            return Seed.apply(work, session, sets);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    @Override
    public Problem ended(Session session, Problem end) throws SQLException {
        return migrate.ended(session, end);
    }

    @Override
    public List<String> told(Initialised result) {
        List<String> told = new ArrayList<>();
        if (result.baseline() != null) {
            told.add(Messages.text("baseline.told", result.baseline()));
        }
        result.applied().forEach(a -> told.add(Migrate.told(a)));
        told.addAll(Seed.told(result.seeded()));
        return told;
    }

    @Override
    public List<String> verify(Session session, Plan plan, Initialised result) throws SQLException {
        return migrate.verify(session, plan, new Migrated(result.applied(), null, null, List.of()));
    }
}
