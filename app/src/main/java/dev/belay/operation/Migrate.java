package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptFailure;
import dev.belay.history.ScriptText;
import dev.belay.history.Versions;
import dev.belay.lint.Judgement;
import dev.belay.lint.Lint;
import dev.belay.lint.PlanLint;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies what is pending, as Flyway's {@code migrate} does. */
public final class Migrate implements Operation<Migrated> {
    private final Target target;
    private final Histories histories;
    private final Safeguard safeguard;
    private final @Nullable String after;
    private final @Nullable String to;
    private Set<String> invalidBefore = Set.of();

    /**
     * @param to the last version to apply, or null for all
     */
    public Migrate(Target target, Histories histories, Safeguard safeguard, @Nullable String to) {
        this(target, histories, safeguard, null, to);
    }

    /**
     * @param after the version a baseline will say is there already, or null
     */
    Migrate(
            Target target,
            Histories histories,
            Safeguard safeguard,
            @Nullable String after,
            @Nullable String to) {
        this.target = target;
        this.after = after;
        this.histories = histories;
        this.safeguard = safeguard;
        this.to = to;
    }

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public boolean makesFile() {
        return true;
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        History history = histories.read(session, target);
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        blockers.addAll(Guards.history(history, target));
        if (to != null && !Versions.known(history, to)) {
            blockers.add(Problem.of("operation.version", target.name(), ExitCode.NOT_FOUND, to));
        }
        List<Migration> pending = pending(history);
        Basis basis = new Basis().add(history).add(to);
        List<Part> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        history.notes().forEach(n -> findings.add(Finding.note(n)));
        boolean empty = Verification.empty(session, target);
        PlanLint lint = new PlanLint(target.engine());
        if (history.folderProblem() == null) {
            List<ScriptText> texts = texts(session, pending);
            for (int i = 0; i < texts.size(); i++) {
                basis.add(texts.get(i));
                parts.add(part(pending.get(i), texts.get(i), lint, empty, findings));
            }
            if (parts.stream().anyMatch(p -> p.risk() == Risk.DESTRUCTIVE)) {
                if (Verification.withoutRows(session, target)) {
                    parts.replaceAll(Migrate::withNothingToLose);
                } else {
                    findings.addAll(Loss.of(session, target, destructive(texts)));
                }
            }
            if (!empty) {
                findings.addAll(Preflight.of(session, target, texts));
            }
        }
        Risk risk = parts.stream().map(Part::risk).reduce(Risk.HARMLESS, Risk::and);
        return new Plan(
                name(),
                to == null ? Map.of() : Map.of("to", to),
                target,
                Seen.of(session, target, history.current()),
                aim(pending, history),
                basis.text(),
                parts,
                findings,
                blockers,
                safeguard.of(target, risk, blockers));
    }

    private List<ScriptText> texts(Session session, List<Migration> pending) throws SQLException {
        List<Path> files = pending.stream().map(m -> Objects.requireNonNull(m.file())).toList();
        return histories.texts(session, target, files);
    }

    private static @Nullable String aim(List<Migration> pending, History history) {
        return pending.stream()
                .map(Migration::version)
                .filter(Objects::nonNull)
                .reduce(history.current(), (_, last) -> last);
    }

    private boolean wanted(String version) {
        return (to == null || Versions.atMost(version, to))
                && (after == null || !Versions.atMost(version, after));
    }

    private List<Migration> pending(History history) {
        return history.migrations().stream()
                .filter(m -> m.state() == MigrationState.PENDING && m.file() != null)
                .filter(m -> m.version() == null || wanted(m.version()))
                .toList();
    }

    /** In a database without a row nothing can be lost. */
    private static Part withNothingToLose(Part part) {
        return new Part(
                part.title(),
                part.script(),
                part.how(),
                part.steps().stream()
                        .map(s -> s.risk() == Risk.DESTRUCTIVE ? s.withRisk(Risk.ADDITIVE) : s)
                        .toList());
    }

    /** What earlier scripts of the same plan make holds nothing that could be lost. */
    private List<ScriptText> destructive(List<ScriptText> texts) {
        PlanLint lint = new PlanLint(target.engine());
        return texts.stream()
                .map(
                        t ->
                                new ScriptText(
                                        t.file(),
                                        t.statements().stream()
                                                .filter(
                                                        s ->
                                                                lint.judge(s.sql()).risk()
                                                                        == Risk.DESTRUCTIVE)
                                                .toList(),
                                        t.transactional()))
                .toList();
    }

    /** In a database without a table nobody waits. */
    private Part part(
            Migration migration,
            ScriptText text,
            PlanLint lint,
            boolean empty,
            List<Finding> findings) {
        String file = text.file().getFileName().toString();
        List<Step> steps = new ArrayList<>();
        if (!empty) {
            Lint.script(target.engine(), lines(text))
                    .forEach(a -> findings.add(Finding.warning(file + ": " + a.text())));
        }
        for (ScriptText.Statement each : text.statements()) {
            Judgement judgement = lint.judge(each.sql());
            String place = file + ":" + each.line();
            steps.add(
                    new Step(
                            place,
                            judgement.what(),
                            each.sql(),
                            judgement.lock(),
                            judgement.risk()));
            if (!empty) {
                judgement
                        .advice()
                        .forEach(a -> findings.add(Finding.warning(place + ": " + a.text())));
            }
        }
        if (steps.isEmpty()) {
            steps.add(Step.of(Messages.text("migrate.empty", file), Risk.ADDITIVE));
        }
        String version = migration.version();
        return new Part(
                version == null
                        ? Messages.text("plan.part.repeat", migration.description())
                        : Messages.text("plan.part.apply", version),
                file,
                Part.bound(text.transactional()),
                steps);
    }

    private static List<Lint.Statement> lines(ScriptText text) {
        return text.statements().stream()
                .map(s -> new Lint.Statement(s.sql(), s.transactional()))
                .toList();
    }

    @Override
    public Migrated nothing(Plan plan) {
        return new Migrated(List.of(), null, null);
    }

    @Override
    public Migrated work(Work work) throws SQLException {
        History before;
        Set<String> alone;
        try (Session session = work.session()) {
            before = histories.read(session, target);
            invalidBefore = Verification.invalidIndexes(session);
            alone =
                    texts(session, pending(before)).stream()
                            .filter(t -> !t.transactional())
                            .map(t -> t.file().getFileName().toString())
                            .collect(Collectors.toSet());
        } catch (dev.belay.db.ConnectException e) {
            throw e.failure().problem().asException(e);
        }
        FlywayRun flyway = new FlywayRun(target, work.source());
        List<FlywayRun.Applied> applied = new ArrayList<>();
        LockTries tries = new LockTries(target);
        while (true) {
            try {
                applied.addAll(
                        flyway.migrate(to, new Listening(work, alone, pending(before).size())));
                return new Migrated(applied, before.current(), last(applied, before.current()));
            } catch (ScriptFailure e) {
                if (!tries.again(e.sql(), work)) {
                    throw ScriptProblem.of("migrate.script", target, e).asException(e);
                }
            }
        }
    }

    private static @Nullable String last(List<FlywayRun.Applied> applied, @Nullable String before) {
        String last = before;
        for (FlywayRun.Applied each : applied) {
            last = each.version() == null ? last : each.version();
        }
        return last;
    }

    /** Tells of each script, and lets those run without a lock timeout that bear no transaction. */
    private static final class Listening implements FlywayRun.Listener {
        private final Work work;
        private final Set<String> alone;
        private final int of;
        private int done;

        Listening(Work work, Set<String> alone, int of) {
            this.work = work;
            this.alone = alone;
            this.of = of;
        }

        @Override
        public void before(FlywayRun.Running migration, Connection connection) throws SQLException {
            work.at(Phase.EXECUTING, migration.script(), OptionalDouble.of(done / (double) of));
            work.note(Phase.EXECUTING, migration.script());
            LockTries.timeout(work.plan().target(), connection, !alone(migration));
        }

        @Override
        public void after(FlywayRun.Running migration, Connection connection) throws SQLException {
            done++;
            if (!alone(migration)) {
                work.committing(connection);
            }
        }

        private boolean alone(FlywayRun.Running migration) {
            return alone.contains(Path.of(migration.script()).getFileName().toString());
        }
    }

    @Override
    public List<String> told(Migrated result) {
        return result.applied().stream().map(Migrate::told).toList();
    }

    static String told(FlywayRun.Applied applied) {
        return Messages.text(
                "migrate.told",
                applied.version() == null ? "R" : "V" + applied.version(),
                applied.description(),
                Units.duration(applied.took()));
    }

    @Override
    public List<String> verify(Session session, Plan plan, Migrated result) throws SQLException {
        History now = histories.read(session, target);
        List<String> faults = new ArrayList<>();
        for (Migration m : pending(now)) {
            faults.add(Messages.text("migrate.verify.pending", m.script()));
        }
        if (now.failed() > 0) {
            faults.add(Messages.text("migrate.verify.failed", now.failed()));
        }
        faults.addAll(Verification.newlyInvalid(session, invalidBefore));
        return faults;
    }
}
