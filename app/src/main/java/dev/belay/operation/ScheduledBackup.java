package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Opening;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** A backup that is taken because its time has come, and then proven; the audit tells why. */
public final class ScheduledBackup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackup.class);

    private final Supplier<Runner> runner;
    private final Supplier<Operations> operations;
    private final Supplier<Proving> proving;
    private final Supplier<Audit> audit;
    private final Archive archive;
    private final Clock clock;
    private final Stop stop = new Stop();

    public ScheduledBackup(
            Supplier<Runner> runner,
            Supplier<Operations> operations,
            Supplier<Proving> proving,
            Supplier<Audit> audit,
            Archive archive,
            Clock clock) {
        this.runner = runner;
        this.operations = operations;
        this.proving = proving;
        this.audit = audit;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Takes one and returns when it ended. One that could not be begun is noted as a run that
     * failed.
     */
    public void take(Target target) {
        Instant began = clock.instant();
        try {
            noted(target);
            Outcome<?> outcome =
                    runner.get()
                            .run(
                                    target,
                                    operations.get().of(target, Request.of("backup")),
                                    this::approve,
                                    new Runner.Manner(Progress.NONE, stop, Duration.ZERO));
            if (outcome instanceof Outcome.Done<?>) {
                prove(target, began);
            }
        } catch (BelayException e) {
            LOG.warn("The scheduled backup of {}: {}", target.name(), e.problem().line());
            if (e.problem().exit() != ExitCode.CANCELLED) {
                unbegun(target, began, e.problem());
            }
        }
    }

    /** It changes nothing; the profile is the consent. */
    private Approval approve(Plan plan) {
        Instant now = clock.instant();
        return Approval.of(plan, new Consent.Given(), Armed.from(plan.target(), now), now);
    }

    private void prove(Target target, Instant began) {
        Stored taken = archive.backups().backups(target).getFirst();
        if (!taken.manifest().takenAt().isBefore(began)) {
            proving.get()
                    .prove(
                            target,
                            taken,
                            new Proving.Wish(null, Opening.NONE),
                            (what, share) -> {},
                            stop);
        }
    }

    private void noted(Target target) {
        Operator operator = Operator.ofProcess();
        audit.get()
                .add(
                        new AuditEntry(
                                0,
                                Instant.ofEpochMilli(clock.millis()),
                                operator.user(),
                                operator.host(),
                                "backup",
                                "",
                                AuditEvent.SCHEDULED.id(),
                                target.name(),
                                target.place(),
                                target.environment().id(),
                                "",
                                "",
                                "",
                                Messages.text(
                                        "schedule.due",
                                        String.valueOf(target.backupRules().schedule())),
                                "",
                                ""));
    }

    private void unbegun(Target target, Instant began, Problem problem) {
        try {
            archive.runs()
                    .add(
                            new Run(
                                    "unbegun-" + UUID.randomUUID(),
                                    target.name(),
                                    target.place(),
                                    "",
                                    began,
                                    Duration.between(began, clock.instant()),
                                    Run.Result.FAILED,
                                    null,
                                    null,
                                    0,
                                    problem.why()));
        } catch (BelayException e) {
            LOG.warn("That could not be noted", e);
        }
    }

    /** Ends what works, and leaves the target and a finished backup as they are. */
    @Override
    public void close() {
        stop.wish();
    }
}
