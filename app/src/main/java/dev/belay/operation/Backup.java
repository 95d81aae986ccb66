package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.backup.Taken;
import dev.belay.backup.Wish;
import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies a target while it is in use, reads the copy back whole, and keeps it in the catalogue. It
 * changes nothing in the target.
 */
public final class Backup implements Operation<Taken> {
    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    private final Target target;
    private final Histories histories;
    private final Archive archive;
    private final BackupChoice choice;
    private final Clock clock = Clock.systemUTC();
    private @Nullable BackupNeeds needs;

    /** One plain file at full speed. */
    public Backup(Target target, Histories histories, Archive archive) {
        this(target, histories, archive, BackupChoice.PLAIN);
    }

    public Backup(Target target, Histories histories, Archive archive, BackupChoice choice) {
        this.choice = choice;
        this.target = target;
        this.histories = histories;
        this.archive = archive;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        List<Problem> blockers = new ArrayList<>();
        String pooler = session.identity().pooler();
        if (pooler != null) {
            blockers.add(Guards.refused("operation.pooler", target, pooler));
        }
        choice.refusal(target).ifPresent(blockers::add);
        BackupNeeds found = BackupNeeds.of(session, target, archive, choice.encrypted());
        needs = found;
        blockers.addAll(found.blockers());
        String version = histories.read(session, target).current();
        Basis basis = new Basis().add(found.prospect().how());
        return new Plan(
                name(),
                choice.arguments(),
                target,
                Seen.of(session, target, version),
                version,
                basis.text(),
                List.of(part(found)),
                found.findings(),
                blockers,
                Plan.Safety.NONE);
    }

    private Part part(BackupNeeds found) {
        List<Step> steps = new ArrayList<>();
        steps.add(step("backup.step.copy", found.prospect().how()));
        if (choice.jobs() > 0) {
            steps.add(step("backup.step.jobs", Integer.toString(choice.jobs())));
        }
        if (choice.byPassphrase()) {
            steps.add(step("backup.step.passphrase"));
        } else if (choice.encrypted()) {
            steps.add(step("backup.step.encrypt", String.join(", ", choice.recipients())));
        }
        if (choice.gently()) {
            steps.add(step("backup.step.gently"));
        }
        steps.add(step("backup.step.verify"));
        steps.add(step("backup.step.keep", archive.backups().folder(target).toString()));
        return new Part(Messages.text("backup.part"), null, "", steps);
    }

    private static Step step(String key, Object... arguments) {
        return Step.of(Messages.text(key, arguments), Risk.HARMLESS);
    }

    @Override
    public Taken nothing(Plan plan) {
        throw new IllegalStateException("a backup is always due");
    }

    @Override
    public Taken work(Work work) {
        Instant began = clock.instant();
        long nanos = System.nanoTime();
        String seen = work.plan().seen().version();
        try (Attending attending = work.attending(Phase.EXECUTING)) {
            BackupNeeds found = needs;
            Wish wish =
                    new Wish(
                            seen == null ? "" : seen,
                            work.id(),
                            choice.sealing(),
                            choice.jobs(),
                            choice.gently(),
                            found == null ? 0 : found.measured());
            Taken taken = archive.copies().backUp(target, wish, attending);
            keep(work, began, nanos, taken.stored(), null);
            return taken;
        } catch (BelayException e) {
            keep(work, began, nanos, null, work.told(e.problem()));
            throw e;
        }
    }

    /** A backup that is there is one, whether or not its run could be noted. */
    private void keep(
            Work work, Instant began, long nanos, @Nullable Stored stored, @Nullable Problem end) {
        BackupNeeds found = needs;
        Run.Result result =
                end == null
                        ? Run.Result.DONE
                        : end.exit() == ExitCode.CANCELLED
                                ? Run.Result.CANCELLED
                                : Run.Result.FAILED;
        try {
            archive.runs()
                    .add(
                            new Run(
                                    work.id(),
                                    target.name(),
                                    target.place(),
                                    work.plan().fingerprint(),
                                    began,
                                    Duration.ofNanos(System.nanoTime() - nanos),
                                    result,
                                    stored == null ? null : stored.id(),
                                    stored == null ? null : stored.manifest().bytes(),
                                    found == null ? 0 : found.prospect().sourceBytes(),
                                    end == null ? null : end.why()));
        } catch (BelayException e) {
            LOG.warn("How the backup of {} ended could not be noted", target.name(), e);
        }
    }

    @Override
    public String stopped() {
        return "backup.cancelled";
    }

    /** Its plan tells nothing: a backup leaves no trace in its database, but one in its folder. */
    @Override
    public Optional<Found> apart(String id) {
        for (Stored each : archive.backups().backups(target)) {
            if (id.equals(each.manifest().parent())) {
                return Optional.of(
                        Found.of(Found.State.DONE, "backup.found.done", each.file().toString()));
            }
        }
        return Optional.of(Found.of(Found.State.BEFORE, "backup.found.before"));
    }

    @Override
    public Optional<Found> found(String id, @Nullable String note, Plan now) {
        Optional<Found> found = apart(id).filter(f -> f.state() == Found.State.DONE);
        if (found.isPresent()) {
            return found;
        }
        Found killed = Found.of(Found.State.BEFORE, "backup.found.killed");
        try {
            archive.runs().killed(id, killed.sentence());
        } catch (BelayException e) {
            LOG.warn("That a backup of {} was killed could not be noted", target.name(), e);
        }
        return Optional.of(killed);
    }

    @Override
    public void tidy() {
        archive.copies().clear(target);
    }

    @Override
    public List<String> told(Taken taken) {
        Stored result = taken.stored();
        return List.of(
                Messages.text(
                        "backup.told",
                        result.file().toString(),
                        Units.size(result.manifest().bytes()),
                        result.manifest().rows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()));
    }

    @Override
    public List<String> verify(Session session, Plan plan, Taken taken) {
        Stored result = taken.stored();
        return result.there()
                ? List.of()
                : List.of(Messages.text("backup.gone", result.file().toString()));
    }
}
