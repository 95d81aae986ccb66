package dev.belay.operation;

import dev.belay.backup.Likeness;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.history.HistoryRows;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.schema.Schema;
import dev.belay.schema.SchemaDifference;
import dev.belay.schema.Scratch;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs a plan on a likeness of its target first, there and back, and compares what both ends are
 * made of. Changes nothing of the target; on a server it makes a database and drops it again.
 */
public final class Rehearsal {
    private static final Set<String> REHEARSED = Set.of("migrate", "rollback");
    private static final int DIFFERENCES_TOLD = 3;

    private final Sessions sessions;
    private final Histories histories;
    private final Likeness likeness;
    private final Audit audit;
    private final Function<Target, Path> folder;
    private final Clock clock;

    /** Where the likeness of a server's database is made; that of a file is a file. */
    public sealed interface Where {
        /** On the target's own server, unless that is a production server. */
        record Usual() implements Where {}

        /** On the target's own server, whatever it is: the operator's choice, and audited. */
        record Here() implements Where {}

        /** On the server of another target, beside the database that is named. */
        record On(Target server) implements Where {}
    }

    /** Hears how far a rehearsal is. */
    @FunctionalInterface
    public interface Told {
        /**
         * @param what is done now, in words
         * @param share of it that is done, 0 to 1, where it is known
         */
        void at(String what, OptionalDouble share);
    }

    /**
     * @param folder where copies of a target's files may stand
     */
    public Rehearsal(
            Sessions sessions,
            Histories histories,
            Likeness likeness,
            Audit audit,
            Function<Target, Path> folder,
            Clock clock) {
        this.sessions = sessions;
        this.histories = histories;
        this.likeness = likeness;
        this.audit = audit;
        this.folder = folder;
        this.clock = clock;
    }

    /** True if there is a way to rehearse such a plan. */
    public static boolean possible(Plan plan) {
        return REHEARSED.contains(plan.operation()) && !plan.nothing() && plan.blockers().isEmpty();
    }

    /**
     * Rehearses a plan; blocks as long as that takes, so it belongs on a platform thread. Whatever
     * the end, the likeness is gone, and the audit tells of it.
     *
     * @param plan of migrate or rollback
     * @throws BelayException if it could not be begun, and with {@link ExitCode#CANCELLED} if it
     *     was stopped; a script that fails is no exception but an end
     */
    public Rehearsed rehearse(Plan plan, Where where, Told told, Stop stop) {
        if (!plan.blockers().isEmpty()) {
            throw plan.blockers().getFirst().asException();
        }
        if (!possible(plan)) {
            throw new IllegalArgumentException(plan.operation());
        }
        Operator operator = Operator.ofProcess();
        String chosen = where instanceof Where.Here ? "rehearse-here" : "";
        try {
            Target on = server(plan.target(), where);
            if (on.engine() != Engine.SQLITE && on.environment() == Environment.PRODUCTION) {
                audit.add("", plan, operator, AuditEvent.REHEARSING, chosen, "");
            }
            Rehearsed rehearsed = rehearsed(plan, on, told, stop);
            AuditEvent event =
                    rehearsed.passed() ? AuditEvent.REHEARSED : AuditEvent.REHEARSAL_FAILED;
            audit.add("", plan, operator, event, chosen, rehearsed.sentence());
            return rehearsed;
        } catch (BelayException e) {
            audit.add("", plan, operator, AuditEvent.REHEARSAL_FAILED, chosen, e.problem().line());
            throw e;
        }
    }

    /** The target whose server bears the likeness. */
    private Target server(Target target, Where where) {
        boolean file = target.engine() == Engine.SQLITE;
        return switch (where) {
            case Where.On(Target server) -> {
                if (file || server.engine() != target.engine()) {
                    throw Problem.of(
                                    file ? "rehearsal.file" : "rehearsal.engine",
                                    target.name(),
                                    ExitCode.USAGE,
                                    server.place(),
                                    target.engine().title())
                            .asException();
                }
                if (server.environment() == Environment.PRODUCTION
                        || (target.environment() == Environment.PRODUCTION
                                && SameServer.of(sessions, target, server))) {
                    throw Guards.refused("rehearsal.on-production", target, server.place())
                            .asException();
                }
                yield server;
            }
            case Where.Usual() -> {
                if (!file && target.environment() == Environment.PRODUCTION) {
                    throw Guards.refused("rehearsal.production", target).asException();
                }
                yield target;
            }
            case Where.Here() -> target;
        };
    }

    private Rehearsed rehearsed(Plan plan, Target on, Told told, Stop stop) {
        Target target = plan.target();
        Instant at = clock.instant();
        long began = System.nanoTime();
        try (Scratch scratch = Scratch.toFill(sessions, histories, target, on, folder(target));
                Halt _ = new Halt(stop, scratch.source())) {
            List<String> notes = filled(target, on, scratch, told, stop);
            ThereAndBack way = new ThereAndBack(scratch, histories, plan, told, stop);
            Problem failure = null;
            try {
                way.run();
            } catch (BelayException e) {
                failure = e.problem();
            } catch (SQLException e) {
                failure = sessions.dialect(target).failure(target, e).problem();
            }
            if (stop.wished()) {
                throw stopped(target);
            }
            notes.addAll(way.notes());
            return new Rehearsed(
                    target.name(),
                    where(target, on),
                    at,
                    Duration.ofNanos(System.nanoTime() - began),
                    way.ran(),
                    way.back(),
                    way.differences(),
                    failure,
                    notes);
        } catch (ConnectException e) {
            throw stop.wished() ? stopped(target) : e.failure().problem().asException(e);
        } catch (SQLException e) {
            throw sessions.dialect(target).failure(target, e).problem().asException(e);
        }
    }

    private static BelayException stopped(Target target) {
        return Problem.of("rehearsal.stopped", target.name(), ExitCode.CANCELLED).asException();
    }

    private static String where(Target target, Target on) {
        if (target.engine() == Engine.SQLITE) {
            return Messages.text("rehearsal.where.file");
        }
        return on.address() instanceof Address.Server server && !on.equals(target)
                ? Messages.text(
                        "rehearsal.where.other", server.host(), Integer.toString(server.port()))
                : Messages.text("rehearsal.where.server");
    }

    private Path folder(Target target) {
        Path backups = folder.apply(target);
        return target.engine() == Engine.SQLITE ? WorkFolder.made(target, backups) : backups;
    }

    /** What makes the likeness less than that, a sentence each. */
    private List<String> filled(Target target, Target on, Scratch scratch, Told told, Stop stop)
            throws SQLException, ConnectException {
        List<String> notes = new ArrayList<>(scratch.notes());
        try (Attending attending = new Attending(told, stop)) {
            notes.addAll(
                    likeness.fill(
                            target,
                            on,
                            scratch.target(),
                            live -> {
                                try (Session to = scratch.source().session()) {
                                    HistoryRows.copy(live, target, to);
                                }
                            },
                            attending));
        }
        if (target.engine() != Engine.SQLITE) {
            notes.add(Messages.text("rehearsal.note.rows"));
            notes.addAll(unlike(target, scratch));
        }
        return notes;
    }

    private List<String> unlike(Target target, Scratch scratch)
            throws SQLException, ConnectException {
        try (Session session = sessions.open(target, Purpose.PLAN)) {
            Schema live = Schema.read(session, histories.read(session, target).table());
            List<SchemaDifference> all = SchemaDifference.between(live, scratch.schema());
            if (all.isEmpty()) {
                return List.of();
            }
            String first =
                    String.join(
                            ", ",
                            all.stream()
                                    .limit(DIFFERENCES_TOLD)
                                    .map(d -> d.kind().words() + " " + d.name())
                                    .toList());
            return List.of(
                    Messages.text("rehearsal.note.unlike", Integer.toString(all.size()), first));
        }
    }
}
