package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Opening;
import dev.belay.backup.Proof;
import dev.belay.backup.RestoreTimes;
import dev.belay.backup.ScratchRestore;
import dev.belay.backup.Stored;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.schema.Scratch;
import dev.belay.schema.ScratchFolder;
import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Proves backups: restores them into scratch and counts their rows there. Changes nothing of the
 * target; on a server it makes a database and drops it again.
 */
public final class Proving {
    private static final Logger LOG = LoggerFactory.getLogger(Proving.class);
    private static final String NAME = "prove";

    private final Sessions sessions;
    private final Histories histories;
    private final ScratchRestore restore;
    private final Archive archive;
    private final RestoreTimes times;
    private final ProofServer server;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable Scratch scratch;

    /**
     * What is wished for beside what the profile says.
     *
     * @param on the target whose server bears the scratch, or null for what the profile says
     * @param opening what an encrypted backup is opened with
     */
    public record Wish(@Nullable Target on, Opening opening) {
        /** By the profile, of what is not encrypted. */
        public static final Wish USUAL = new Wish(null, Opening.NONE);
    }

    /**
     * @param named the saved target of a name
     */
    public Proving(
            Sessions sessions,
            Histories histories,
            ScratchRestore restore,
            Archive archive,
            RestoreTimes times,
            Function<String, Optional<Target>> named,
            Audit audit,
            Clock clock) {
        this.sessions = sessions;
        this.histories = histories;
        this.restore = restore;
        this.archive = archive;
        this.times = times;
        this.server = new ProofServer(sessions, named);
        this.audit = audit;
        this.clock = clock;
    }

    /** The scratch database that is there now; null if there is none on a server. */
    private @Nullable String scratch() {
        Scratch last = scratch;
        return last == null ? null : last.standing();
    }

    /**
     * Takes away the scratch databases that killed proofs and rehearsals left, where a target is
     * and where its backups are proven.
     *
     * @param stored that is to be proven, or null
     * @return their names; none where that cannot be told now
     */
    public List<String> swept(Target target, @Nullable Stored stored, @Nullable Target wished) {
        Set<Target> where = new LinkedHashSet<>(List.of(target));
        List<String> swept = new ArrayList<>();
        try {
            if (stored != null) {
                where.add(server.of(target, stored, wished));
            }
        } catch (BelayException | SQLException e) {
            LOG.info("Where backups of {} are proven is not known", target.name(), e);
        }
        for (Target each : where) {
            try {
                swept.addAll(Scratch.sweep(sessions, each));
            } catch (BelayException | ConnectException | SQLException e) {
                LOG.info("What killed proofs left at {} is not known", each.known(), e);
            }
        }
        return swept;
    }

    /** How one ends that is stopped, with what the server keeps of it. */
    public Problem end(String target) {
        String left = scratch();
        return left == null
                ? Problem.of("proof.ended", target, ExitCode.CANCELLED)
                : Problem.of("proof.left", target, ExitCode.CANCELLED, left);
    }

    /** How long restores took. */
    public RestoreTimes times() {
        return times;
    }

    /**
     * Proves a backup; blocks as long as that takes, so it belongs on a platform thread. Whatever
     * the end, the scratch is gone and the backup is there; a proof is kept beside it, and the
     * audit tells of it.
     *
     * @throws BelayException with {@link ExitCode#CANCELLED} if it was stopped
     */
    public Proved prove(Target target, Stored stored, Wish wish, Rehearsal.Told told, Stop stop) {
        Proved proved;
        try {
            proved = proven(target, stored, wish, told, stop);
        } catch (BelayException e) {
            Problem problem = e.problem();
            if (stop.wished() || problem.exit() == ExitCode.CANCELLED) {
                Problem end = end(target.name());
                record(target, stored, AuditEvent.NOT_PROVEN, end.line());
                throw end.asException(e);
            }
            LOG.info("{} of {} is not proven: {}", stored.id(), target.name(), problem.line(), e);
            proved = new Proved.No(stored, problem, faulty(problem));
        }
        switch (proved) {
            case Proved.Yes(Stored _, Proof proof) ->
                    record(target, stored, AuditEvent.PROVEN, sentence(proof));
            case Proved.No(Stored _, Problem reason, boolean _) ->
                    record(target, stored, AuditEvent.NOT_PROVEN, reason.line());
        }
        return proved;
    }

    private static boolean faulty(Problem problem) {
        return problem.exit() == ExitCode.CORRUPT || problem.key().equals("proof.failed");
    }

    /** What a proof found, for people. */
    public static String sentence(Proof proof) {
        return Messages.text(
                "proof.told",
                proof.where(),
                Units.duration(Duration.ofMillis(proof.restoreMs())),
                proof.rows());
    }

    private Proved proven(Target target, Stored stored, Wish wish, Rehearsal.Told told, Stop stop) {
        try {
            Target on = server.of(target, stored, wish.on());
            if (on.engine() != Engine.SQLITE && on.environment() == Environment.PRODUCTION) {
                record(target, stored, AuditEvent.PROVING, on.place());
            }
            Proof proof = felt(target, stored, on, wish.opening(), told, stop);
            proof.keep(stored.file());
            times.add(
                    target,
                    new RestoreTimes.Entry(
                            stored.id(),
                            proof.provenAt(),
                            Duration.ofMillis(proof.restoreMs()),
                            proof.rows(),
                            stored.manifest().bytes(),
                            proof.where()));
            return new Proved.Yes(new Stored(stored.file(), stored.manifest(), proof), proof);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        } catch (SQLException e) {
            throw sessions.dialect(target).failure(target, e).problem().asException(e);
        } catch (IOException e) {
            throw Problem.of(
                            "proof.unreadable",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage()))
                    .asException(e);
        }
    }

    /** A server that hangs ends it, as it would end an operation. */
    private Proof felt(
            Target target,
            Stored stored,
            Target on,
            Opening opening,
            Rehearsal.Told told,
            Stop stop)
            throws SQLException, ConnectException, IOException {
        Stop lost = new Stop();
        if (!Sessions.onServer(on)) {
            return restored(target, stored, on, opening, told, stop, lost);
        }
        try (Pulse _ = Pulse.of(sessions.source(on, Purpose.CLAIM), lost::wish)) {
            return restored(target, stored, on, opening, told, Stop.either(stop, lost), lost);
        } catch (BelayException | SQLException | ConnectException e) {
            if (lost.wished() && !stop.wished()) {
                throw Problem.of(
                                "proof.silent",
                                target.name(),
                                ExitCode.NO_CONNECTION,
                                on.known(),
                                Units.duration(Watchdog.LIMIT))
                        .asException(e);
            }
            throw e;
        }
    }

    private Proof restored(
            Target target,
            Stored stored,
            Target on,
            Opening opening,
            Rehearsal.Told told,
            Stop stop,
            Stop lost)
            throws SQLException, ConnectException, IOException {
        long began = System.nanoTime();
        Duration usual = times.usual(target, stored.id(), stored.manifest().bytes());
        Path folder = archive.copies().folder(target);
        OwnerOnly.folder(folder);
        try (Attending attending = new Attending(told, stop);
                ScratchFolder own = ScratchFolder.make(target, folder)) {
            restore.check(target, stored, attending);
            try (Scratch made =
                            Scratch.toRestore(sessions, histories, target, on, folder, lost::then);
                    Halt _ = new Halt(stop, made.source())) {
                scratch = made;
                var empty = new ScratchRestore.Empty(on, made.target(), made.source(), own.path());
                long rows =
                        restore
                                .run(target, stored, opening, empty, usual, attending)
                                .values()
                                .stream()
                                .mapToLong(Long::longValue)
                                .sum();
                return new Proof(
                        Instant.ofEpochMilli(clock.millis()),
                        Duration.ofNanos(System.nanoTime() - began).toMillis(),
                        rows,
                        where(target, on));
            }
        }
    }

    private static String where(Target target, Target on) {
        if (!(on.address() instanceof Address.Server at)) {
            return Messages.text("proof.where.file");
        }
        return on.equals(target)
                ? Messages.text("proof.where.server")
                : Messages.text("proof.where.other", at.host(), Integer.toString(at.port()));
    }

    private void record(Target target, Stored stored, AuditEvent event, String outcome) {
        Operator operator = Operator.ofProcess();
        audit.add(
                new AuditEntry(
                        0,
                        Instant.ofEpochMilli(clock.millis()),
                        operator.user(),
                        operator.host(),
                        NAME,
                        "",
                        event.id(),
                        target.name(),
                        target.place(),
                        target.environment().id(),
                        stored.manifest().fingerprint(),
                        Messages.text("proof.step", stored.id()),
                        "",
                        outcome,
                        "",
                        ""));
    }
}
