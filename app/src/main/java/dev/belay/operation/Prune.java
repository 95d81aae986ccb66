package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.Lineage;
import dev.belay.backup.Removal;
import dev.belay.backup.Retention;
import dev.belay.backup.Stored;
import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Keeping;
import dev.belay.target.Target;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes away the backups that need not be kept any longer, and the databases that restores put
 * aside a week ago. Nothing goes before the newest one that stays was read whole.
 */
public final class Prune implements Operation<Pruned> {
    public static final String NAME = "prune";

    private final Target target;
    private final Backups backups;
    private final Supplier<Lineage> lineage;
    private final Keeping keeping;
    private final Clock clock;
    private final List<Stored> removed = new ArrayList<>();

    /**
     * @param lineage opens the store
     */
    public Prune(
            Target target,
            Backups backups,
            Supplier<Lineage> lineage,
            Keeping keeping,
            Clock clock) {
        this.target = target;
        this.backups = backups;
        this.lineage = lineage;
        this.keeping = keeping;
        this.clock = clock;
    }

    /**
     * How much is kept, by the arguments of a request, and by the profile where they are silent.
     */
    static Keeping keeping(Target target, Map<String, String> arguments) {
        Keeping own = target.backupRules().keeping();
        return new Keeping(
                number(arguments, "keep", own.newest()),
                number(arguments, "days", own.days()),
                number(arguments, "weeks", own.weeks()),
                number(arguments, "months", own.months()));
    }

    private static int number(Map<String, String> arguments, String name, int usual) {
        String text = arguments.get(name);
        return text == null || !text.matches("[0-9]{1,6}") ? usual : Integer.parseInt(text);
    }

    @Override
    public String name() {
        return NAME;
    }

    private Map<String, String> arguments() {
        return Map.of(
                "keep", Integer.toString(keeping.newest()),
                "days", Integer.toString(keeping.days()),
                "weeks", Integer.toString(keeping.weeks()),
                "months", Integer.toString(keeping.months()));
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        Instant now = clock.instant();
        Retention retention = Retention.of(backups.prunable(target), keeping, now);
        Basis basis = new Basis();
        List<Part> parts = new ArrayList<>();
        for (Stored each : retention.goes()) {
            basis.add(each.id()).add(each.manifest().sha256());
            parts.add(part("prune.part", each.id(), "prune.step", words(each)));
        }
        for (Lineage.Step each : putAside(session, now)) {
            basis.add(each.keptAs()).add(each.before());
            parts.add(
                    part(
                            "prune.part.database",
                            each.keptAs(),
                            "prune.step.database",
                            each.keptAs(),
                            Units.moment(each.at())));
        }
        List<Problem> blockers = new ArrayList<>();
        if (retention.clockWentBack()) {
            blockers.add(Guards.refused("prune.clock", target, now.toString()));
        }
        return new Plan(
                NAME,
                arguments(),
                target,
                Seen.of(session, target, null),
                null,
                basis.text(),
                parts,
                findings(retention),
                blockers,
                Plan.Safety.NONE);
    }

    private static Part part(String title, String name, String step, Object... words) {
        return Part.of(
                Messages.text(title, name), Step.of(Messages.text(step, words), Risk.DESTRUCTIVE));
    }

    private static Object[] words(Stored each) {
        return new Object[] {
            String.valueOf(each.file().getFileName()),
            Units.size(each.manifest().bytes()),
            Messages.text("prune.badge." + each.badge().id())
        };
    }

    private static List<Finding> findings(Retention retention) {
        return retention.stays().isEmpty()
                ? List.of()
                : List.of(
                        Finding.note(
                                Messages.text(
                                        "prune.finding",
                                        retention.stays().size(),
                                        retention.stays().getFirst().id(),
                                        retention.stays().getLast().id())));
    }

    private List<Lineage.Step> putAside(Session session, Instant now) throws SQLException {
        if (!Sessions.onServer(target)) {
            return List.of();
        }
        Set<String> own = lineage.get().family(session.identity().fingerprint());
        return PutAside.all(session, lineage.get()).stream()
                .filter(s -> s.until().isBefore(now))
                .filter(s -> s.place().equals(target.place()) || own.contains(s.after()))
                .toList();
    }

    @Override
    public Pruned nothing(Plan plan) {
        return new Pruned(List.of(), 0, List.of());
    }

    @Override
    public Pruned work(Work work) throws SQLException {
        Instant now = clock.instant();
        Retention retention = Retention.of(backups.prunable(target), keeping, now);
        List<String> gone = new ArrayList<>();
        long bytes = 0;
        if (!retention.goes().isEmpty()) {
            readable(work, retention);
        }
        for (Stored each : retention.goes()) {
            work.at(Phase.EXECUTING, each.id(), OptionalDouble.empty());
            try {
                Removal.of(each);
                removed.add(each);
            } catch (IOException e) {
                throw failed(each.id(), String.valueOf(e.getMessage()), gone).asException(e);
            }
            gone.add(each.id());
            bytes += each.manifest().bytes();
        }
        return new Pruned(gone, bytes, dropped(work, now));
    }

    /** What is damaged keeps nobody safe: then the older ones are needed. */
    private void readable(Work work, Retention retention) {
        Stored newest = retention.stays().getFirst();
        work.at(
                Phase.EXECUTING,
                Messages.text("prune.reading", newest.id()),
                OptionalDouble.empty());
        try {
            if (Removal.whole(newest)) {
                return;
            }
        } catch (IOException e) {
            throw damaged(newest).asException(e);
        }
        throw damaged(newest).asException();
    }

    private Problem damaged(Stored newest) {
        return Problem.of(
                "prune.damaged", target.name(), ExitCode.CORRUPT, newest.file().toString());
    }

    private Problem failed(String name, String why, List<String> gone) {
        return Problem.of(
                "prune.failed",
                target.name(),
                ExitCode.FAILED,
                name,
                why,
                Integer.toString(gone.size()));
    }

    private List<String> dropped(Work work, Instant now) throws SQLException {
        List<String> dropped = new ArrayList<>();
        try (Session session = work.session()) {
            for (Lineage.Step each : putAside(session, now)) {
                work.at(Phase.EXECUTING, each.keptAs(), OptionalDouble.empty());
                Maintenance.run(session, "drop database " + Maintenance.quoted(each.keptAs()));
                lineage.get().dropped(each.operation());
                dropped.add(each.keptAs());
            }
            return dropped;
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    @Override
    public List<String> told(Pruned result) {
        List<String> told = new ArrayList<>();
        if (!result.backups().isEmpty()) {
            told.add(
                    Messages.text(
                            "prune.told", result.backups().size(), Units.size(result.bytes())));
        }
        if (!result.databases().isEmpty()) {
            told.add(Messages.text("prune.told.databases", String.join(", ", result.databases())));
        }
        return told;
    }

    @Override
    public List<String> verify(Session session, Plan plan, Pruned result) {
        return removed.stream()
                .filter(Stored::there)
                .map(s -> Messages.text("prune.there", s.id()))
                .toList();
    }
}
