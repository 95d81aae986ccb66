package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Undoes every applied version above one, newest first, by its undo scripts. */
public final class Rollback implements Operation<RolledBack> {
    /** The version below all others: everything is undone. */
    public static final String NOTHING = "0";

    private final Target target;
    private final Histories histories;
    private final Safeguard safeguard;
    private final String to;
    private final VersionsAbove above;
    private Set<String> invalidBefore = Set.of();
    private LeftIndexes left = LeftIndexes.NONE;
    private List<ScriptText> run = List.of();
    private List<Migration> ran = List.of();
    private List<String> forgotten = List.of();
    private @Nullable Undoing undoing;

    /**
     * @param to the version to go back to, or {@link #NOTHING}
     */
    public Rollback(Target target, Histories histories, Safeguard safeguard, String to) {
        this.target = target;
        this.histories = histories;
        this.safeguard = safeguard;
        this.to = to;
        this.above = new VersionsAbove(target, safeguard, to);
    }

    public Target target() {
        return target;
    }

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        History history = histories.read(session, target);
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        if (!to.equals(NOTHING) && !Versions.known(history, to)) {
            blockers.add(Problem.of("operation.version", target.name(), ExitCode.NOT_FOUND, to));
            return plan(session, history, new Basis(), List.of(), List.of(), blockers);
        }
        List<Migration> undone = above.of(history);
        blockers.addAll(above.hindrances(history, undone));
        List<Finding> findings = notes(history);
        Basis basis = new Basis().add(history).add(to);
        List<Part> parts = new ArrayList<>();
        if (undone.stream().allMatch(Migration::undoable)) {
            Optional<List<ScriptText>> texts =
                    ScriptGuards.read(histories, session, target, files(undone), blockers);
            if (texts.isPresent()) {
                parts.addAll(parts(session, history, undone, texts.get(), basis, findings));
            }
        }
        return plan(session, history, basis, parts, findings, blockers);
    }

    private List<Part> parts(
            Session session,
            History history,
            List<Migration> undone,
            List<ScriptText> texts,
            Basis basis,
            List<Finding> findings)
            throws SQLException {
        ScriptParts scripts =
                new ScriptParts(target.engine(), true, LiveTypes.of(session, target, texts));
        for (int i = 0; i < undone.size(); i++) {
            basis.add(texts.get(i));
            // What the version made goes, whatever the statements are by themselves.
            scripts.add(title(undone.get(i)), Risk.DESTRUCTIVE, texts.get(i));
            if (texts.get(i).statements().isEmpty()) {
                findings.add(
                        Finding.warning(
                                Messages.text(
                                        "rollback.empty",
                                        texts.get(i).file().getFileName().toString(),
                                        String.valueOf(undone.get(i).version()))));
            }
        }
        left = LeftIndexes.of(session, texts);
        left.names().forEach(basis::add);
        List<Part> parts = new ArrayList<>(left.part(target).stream().toList());
        parts.addAll(scripts.parts());
        findings.addAll(scripts.findings());
        findings.addAll(Loss.of(session, target, scripts.destructive()));
        findings.addAll(repeatables(session, history, texts));
        findings.addAll(Preflight.of(session, target, texts));
        return parts;
    }

    private Plan plan(
            Session session,
            History history,
            Basis basis,
            List<Part> parts,
            List<Finding> findings,
            List<Problem> blockers) {
        Risk risk = parts.isEmpty() ? Risk.HARMLESS : Risk.DESTRUCTIVE;
        return new Plan(
                name(),
                Map.of("to", to),
                target,
                Seen.of(session, target, history.current()),
                to.equals(NOTHING) ? null : to,
                basis.text(),
                parts,
                findings,
                blockers,
                safeguard.of(target, risk, blockers));
    }

    private List<ScriptText> texts(Session session, List<Migration> undone) throws SQLException {
        return histories.texts(session, target, files(undone));
    }

    private static List<Path> files(List<Migration> undone) {
        return undone.stream().map(m -> Objects.requireNonNull(m.undoFile())).toList();
    }

    private static List<Finding> notes(History history) {
        return new ArrayList<>(history.notes().stream().map(Finding::note).toList());
    }

    private static String title(Migration migration) {
        return Messages.text("plan.part.undo", String.valueOf(migration.version()));
    }

    /** Names those that speak of what the undo scripts speak of. */
    private List<Finding> repeatables(Session session, History history, List<ScriptText> texts)
            throws SQLException {
        Set<String> spoken = new HashSet<>();
        texts.forEach(t -> t.statements().forEach(s -> spoken.addAll(Words.of(s.sql()))));
        Set<String> objects = new HashSet<>(Loss.tables(session));
        Repeatables.objects(session)
                .forEach(o -> objects.add(o.name().toLowerCase(java.util.Locale.ROOT)));
        objects.retainAll(spoken);
        return Repeatables.of(session, target, histories, history).mentioning(objects).stream()
                .map(r -> Messages.text("rollback.repeatable", r.migration().script()))
                .map(Finding::note)
                .toList();
    }

    @Override
    public RolledBack nothing(Plan plan) {
        return new RolledBack(List.of(), null, null, List.of(), List.of());
    }

    @Override
    public RolledBack work(Work work) throws SQLException {
        try (Session session = work.session()) {
            History history = histories.read(session, target);
            invalidBefore = Verification.invalidIndexes(session);
            List<Migration> undone = above.of(history);
            run = texts(session, undone);
            ran = undone;
            left.mend(work);
            Undoing scripts =
                    new Undoing(
                            work,
                            session,
                            target,
                            Repeatables.of(session, target, histories, history));
            undoing = scripts;
            List<RolledBack.Undone> done = scripts.run(undone, run);
            return new RolledBack(
                    done,
                    history.current(),
                    to.equals(NOTHING) ? null : to,
                    scripts.again(),
                    scripts.left());
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    @Override
    public Problem ended(Session session, Problem end) throws SQLException {
        BrokenScript script = undoing == null ? null : undoing.broken();
        Problem told =
                script == null
                        ? end
                        : script.told(session, target, histories.read(session, target), end);
        return LeftIndexes.told(session, told, invalidBefore);
    }

    @Override
    public List<String> told(RolledBack result) {
        List<String> told = new ArrayList<>();
        for (RolledBack.Undone each : result.undone()) {
            told.add(
                    Messages.text(
                            "rollback.told.undone",
                            each.version(),
                            each.description(),
                            Units.duration(each.took())));
        }
        result.again().forEach(s -> told.add(Messages.text("rollback.told.again", s)));
        result.left().forEach(s -> told.add(Messages.text("rollback.told.left", s)));
        told.addAll(forgotten);
        return told;
    }

    /** What the undone versions made and is still there, a sentence each; known once verified. */
    public List<String> forgotten() {
        return forgotten;
    }

    @Override
    public List<String> verify(Session session, Plan plan, RolledBack result) throws SQLException {
        History now = histories.read(session, target);
        List<String> faults = new ArrayList<>();
        for (Migration m : above.of(now)) {
            faults.add(Messages.text("rollback.verify", String.valueOf(m.version())));
        }
        faults.addAll(Verification.invalid(session, invalidBefore, run));
        Repeatables repeatables = Repeatables.of(session, target, histories, now);
        Predicate<String> remade =
                view -> repeatables.all().stream().anyMatch(r -> r.mentions(view));
        faults.addAll(Existence.faults(session, target, now, run, remade));
        forgotten = Forgotten.of(session, target, histories, now, ran, run, remade);
        return faults;
    }
}
