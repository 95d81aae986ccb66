package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.FlywayRun;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptFailure;
import dev.belay.history.ScriptText;
import dev.belay.history.Versions;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Applies what is pending, as Flyway's {@code migrate} does. */
public final class Migrate implements Operation<Migrated> {
    private final Target target;
    private final Histories histories;
    private final Safeguard safeguard;
    private final String command;
    private final @Nullable String after;
    private final @Nullable String to;
    private final Bareness bareness;
    private Set<String> invalidBefore = Set.of();
    private LeftIndexes left = LeftIndexes.NONE;
    private List<ScriptText> run = List.of();
    private @Nullable BrokenScript broken;

    /** Knows whether a database holds nothing that could be lost. */
    @FunctionalInterface
    interface Bareness {
        boolean bare(Session session) throws SQLException;
    }

    /**
     * @param to the last version to apply, or null for all
     */
    public Migrate(Target target, Histories histories, Safeguard safeguard, @Nullable String to) {
        this(
                target,
                histories,
                safeguard,
                "migrate",
                null,
                to,
                session -> Verification.withoutRows(session, target));
    }

    /**
     * @param command that a failure speaks of: {@code migrate}, {@code init}
     * @param after the version a baseline will say is there already, or null
     */
    Migrate(
            Target target,
            Histories histories,
            Safeguard safeguard,
            String command,
            @Nullable String after,
            @Nullable String to,
            Bareness bareness) {
        this.target = target;
        this.command = command;
        this.after = after;
        this.bareness = bareness;
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
        return plan(session, histories.read(session, target));
    }

    /**
     * @param history as it is now
     */
    Plan plan(Session session, History history) throws SQLException {
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        blockers.addAll(Guards.history(history, target));
        if (to != null && !Versions.known(history, to)) {
            blockers.add(Problem.of("operation.version", target.name(), ExitCode.NOT_FOUND, to));
        }
        List<Migration> pending = pending(history);
        if (command.equals(name())
                && history.table() == null
                && !pending.isEmpty()
                && histories.groundTaken(session, target)) {
            blockers.add(Guards.refused("migrate.foreign", target));
        }
        Basis basis = new Basis().add(history).add(to);
        List<Part> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        history.notes().forEach(n -> findings.add(Finding.note(n)));
        if (history.folderProblem() == null) {
            Optional<List<ScriptText>> texts =
                    ScriptGuards.read(histories, session, target, files(pending), blockers);
            if (texts.isPresent()) {
                parts.addAll(parts(session, pending, texts.get(), basis, findings));
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

    /** Why the scripts that are pending cannot be run as they stand. */
    List<Problem> unfit(Session session, History history) throws SQLException {
        List<Problem> unfit = new ArrayList<>();
        ScriptGuards.read(histories, session, target, files(pending(history)), unfit);
        return unfit;
    }

    private List<Part> parts(
            Session session,
            List<Migration> pending,
            List<ScriptText> texts,
            Basis basis,
            List<Finding> findings)
            throws SQLException {
        boolean empty = Verification.empty(session, target);
        // In a database without a table nobody waits.
        ScriptParts scripts =
                new ScriptParts(target.engine(), !empty, LiveTypes.of(session, target, texts));
        for (int i = 0; i < texts.size(); i++) {
            basis.add(texts.get(i));
            scripts.add(title(pending.get(i)), Risk.HARMLESS, texts.get(i));
        }
        left = LeftIndexes.of(session, texts);
        left.names().forEach(basis::add);
        List<Part> parts = new ArrayList<>(left.part(target).stream().toList());
        parts.addAll(scripts.parts());
        findings.addAll(scripts.findings());
        if (parts.stream().anyMatch(p -> p.risk() == Risk.DESTRUCTIVE)) {
            if (bareness.bare(session)) {
                parts.replaceAll(Migrate::withNothingToLose);
            } else {
                findings.addAll(Loss.of(session, target, scripts.destructive()));
            }
        }
        if (!empty) {
            findings.addAll(Preflight.of(session, target, texts));
        }
        return parts;
    }

    private static String title(Migration migration) {
        String version = migration.version();
        return version == null
                ? Messages.text("plan.part.repeat", migration.description())
                : Messages.text("plan.part.apply", version);
    }

    private List<ScriptText> texts(Session session, List<Migration> pending) throws SQLException {
        return histories.texts(session, target, files(pending));
    }

    private static List<Path> files(List<Migration> pending) {
        return pending.stream().map(m -> Objects.requireNonNull(m.file())).toList();
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

    @Override
    public Migrated nothing(Plan plan) {
        return new Migrated(List.of(), null, null, List.of());
    }

    @Override
    public Migrated work(Work work) throws SQLException {
        History before;
        try (Session session = work.session()) {
            before = histories.read(session, target);
            invalidBefore = Verification.invalidIndexes(session);
            run = texts(session, pending(before));
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
        left.mend(work);
        FlywayRun flyway = new FlywayRun(target, work.source());
        LockTries tries = new LockTries(target);
        Applying applying = new Applying(work, run);
        while (true) {
            try {
                flyway.migrate(to, applying);
                return Migrated.of(applying.applied(), before);
            } catch (ScriptFailure e) {
                if (!tries.again(e.sql(), work)) {
                    broken = BrokenScript.of(command, e, run);
                    throw ScriptProblem.of(command + ".script", target, e).asException(e);
                }
            }
        }
    }

    @Override
    public Problem ended(Session session, Problem end) throws SQLException {
        BrokenScript script = broken;
        Problem told =
                script == null
                        ? end
                        : script.told(session, target, histories.read(session, target), end);
        return LeftIndexes.told(session, told, invalidBefore);
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
        faults.addAll(Verification.invalid(session, invalidBefore, run));
        faults.addAll(Existence.faults(session, target, now, run, view -> false));
        return faults;
    }
}
