package dev.belay.operation;

import dev.belay.backup.ArchiveHead;
import dev.belay.backup.ArchiveRestore;
import dev.belay.backup.Lineage;
import dev.belay.backup.Manifest;
import dev.belay.backup.Origin;
import dev.belay.backup.RestoreTool;
import dev.belay.backup.Traits;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Restores on a server: into a new database beside the live one, which takes its place only when it
 * is whole.
 */
final class PostgresqlRestore implements RestoreWay {
    /** A server makes a database to its end, whoever asked for it. */
    private static final Duration MAKING = Duration.ofSeconds(8);

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Target target;
    private final Restores means;
    private final RestoreWish wish;
    private final String name;
    private @Nullable String after;

    PostgresqlRestore(Target target, Restores means, RestoreWish wish) {
        this.target = target;
        this.means = means;
        this.wish = wish;
        this.name = target.databaseName();
    }

    private Maintenance maintenance() {
        // The plan has made sure of one; a target of that name is restored from the other.
        return Maintenance.of(means.sessions(), target, Maintenance.beside(name));
    }

    @Override
    public Target made() {
        String as = wish.as();
        return as == null ? target : Maintenance.at(target, as);
    }

    @Override
    public @Nullable Origin back() {
        return null;
    }

    @Override
    public Optional<Problem> inUse(Origin origin) {
        return Optional.empty();
    }

    @Override
    public void plan(Session session, RestoreDraft draft) throws SQLException {
        new RestorePreflight(session, draft, means).look(maintenance());
        new RestoreSteps(session, draft, means).add();
    }

    @Override
    public Path room() {
        return means.backups().folder(target);
    }

    @Override
    public void prepare(Work work, Origin origin, Path checked) {}

    @Override
    public Restored work(Work work, @Nullable Origin origin, @Nullable Path checked)
            throws SQLException, ConnectException, IOException {
        return wish.undo()
                ? undone(work)
                : restored(work, Objects.requireNonNull(origin), Objects.requireNonNull(checked));
    }

    private Restored restored(Work work, Origin origin, Path checked)
            throws SQLException, ConnectException, IOException {
        Tool tool =
                RestoreTool.find(means.tools(), ArchiveHead.of(Origin.of(checked).head()))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        "restore.tool",
                                                        target.name(),
                                                        ExitCode.INCOMPATIBLE,
                                                        "?",
                                                        "")
                                                .asException());
        Maintenance maintenance = maintenance();
        try (Attending attending = work.attending(Phase.EXECUTING)) {
            Manifest manifest = origin.manifest();
            Traits like = RestoreDraft.like(wish, origin, target);
            SortedMap<String, Long> expected =
                    manifest != null
                            ? manifest.rows()
                            : ArchiveRestore.rows(target, tool, origin, checked, attending);
            try (Sidecar sidecar = Sidecar.make(maintenance, like, work)) {
                work.check();
                Duration usual =
                        means.times()
                                .usual(
                                        target,
                                        manifest == null ? null : manifest.id(),
                                        origin.bytes());
                RoomWatch room = RoomWatch.of(work, attending);
                try {
                    new ArchiveRestore(means.sessions())
                            .run(
                                    target,
                                    sidecar.target(),
                                    tool,
                                    checked,
                                    owned(maintenance, manifest),
                                    usual,
                                    room);
                } catch (BelayException e) {
                    throw room.told(e);
                }
                work.at(Phase.EXECUTING, Messages.text("restore.counting"), OptionalDouble.empty());
                SortedMap<String, Long> rows = counted(work, sidecar, expected);
                String as = wish.as();
                List<String> left = sidecar.dress(like, as == null ? name : as);
                if (as != null) {
                    return beside(
                            work,
                            maintenance,
                            sidecar,
                            as,
                            new Restored(origin.file().toString(), rows, null, as, left, null));
                }
                String kept = kept(maintenance);
                SentOut sent = swap(work, maintenance, sidecar.name(), kept);
                expired(work, maintenance);
                return new Restored(origin.file().toString(), rows, kept, null, left, sent);
            }
        }
    }

    /** What belongs to a role that is not there belongs to the one that restores. */
    private static boolean owned(Maintenance maintenance, @Nullable Manifest manifest)
            throws SQLException, ConnectException {
        if (manifest == null || manifest.traits() == null) {
            return true;
        }
        try (SessionSource source = maintenance.source(Purpose.PLAN);
                Session session = source.session()) {
            return LikeOriginal.missing(session, manifest.traits(), "owners").isEmpty();
        }
    }

    /** Two in one second get two names. */
    private String kept(Maintenance maintenance) throws SQLException, ConnectException {
        try (SessionSource source = maintenance.source(Purpose.PLAN);
                Session session = source.session()) {
            Instant at = means.clock().instant();
            while (true) {
                String kept = KeptName.of(name, at);
                if (session.all("restore-found", row -> row.getString("oid"), kept).isEmpty()) {
                    return kept;
                }
                at = at.plusSeconds(1);
            }
        }
    }

    private SortedMap<String, Long> counted(
            Work work, Sidecar sidecar, SortedMap<String, Long> expected)
            throws SQLException, ConnectException {
        try (SessionSource source = sidecar.source()) {
            SortedMap<String, Long> rows = counted(work, source);
            String difference = ArchiveRestore.difference(expected, rows);
            if (!difference.isEmpty()) {
                throw Problem.of("restore.unlike", target.name(), ExitCode.CORRUPT, difference)
                        .asException();
            }
            return rows;
        }
    }

    /** Nothing but a wish or the server's loss ends what waits for a large table. */
    private static SortedMap<String, Long> counted(Work work, SessionSource source)
            throws SQLException, ConnectException {
        try (Attending attending = work.attending(Phase.EXECUTING);
                Session session = source.session()) {
            attending.whenGone(source::abort);
            session.connection().setAutoCommit(false);
            SortedMap<String, Long> rows = ArchiveRestore.rows(session);
            session.connection().rollback();
            return rows;
        } catch (SQLException | ConnectException e) {
            work.check();
            throw e;
        }
    }

    private Restored beside(
            Work work, Maintenance maintenance, Sidecar sidecar, String as, Restored result)
            throws SQLException, ConnectException {
        try (SessionSource source = maintenance.source(Purpose.WORK);
                Session session = source.session()) {
            work.whenLost(source::abort);
            work.check();
            Maintenance.run(
                    session,
                    "alter database "
                            + Maintenance.quoted(sidecar.name())
                            + " rename to "
                            + Maintenance.quoted(as));
            return result;
        }
    }

    /** The claims are on databases, and the name's new one has none of ours yet. */
    private SentOut swap(Work work, Maintenance maintenance, String other, String kept)
            throws SQLException, ConnectException {
        String before = work.plan().fingerprint();
        String oid;
        try (SessionSource source = maintenance.source(Purpose.PLAN);
                Session session = source.session()) {
            oid = session.one("restore-found", row -> row.getString("oid"), other);
        }
        String next = Lineage.system(before) + " / " + oid;
        SentOut sent =
                new Swap(work, maintenance, name, kept, other)
                        .run(
                                () ->
                                        means.lineage()
                                                .get()
                                                .add(
                                                        work.id(),
                                                        target.place(),
                                                        before,
                                                        next,
                                                        kept));
        after = next;
        return sent;
    }

    /** Only those that the approved plan named. */
    private void expired(Work work, Maintenance maintenance) throws SQLException, ConnectException {
        Lineage lineage = means.lineage().get();
        List<String> titles = work.plan().parts().stream().map(Part::title).toList();
        try (SessionSource source = maintenance.source(Purpose.WORK);
                Session session = source.session()) {
            work.whenLost(source::abort);
            for (Lineage.Step each : PutAside.all(session, lineage)) {
                if (titles.contains(Messages.text("restore.part.expired", each.keptAs()))) {
                    Maintenance.run(session, "drop database " + Maintenance.quoted(each.keptAs()));
                    lineage.dropped(each.operation());
                }
            }
        }
    }

    private Restored undone(Work work) throws SQLException, ConnectException {
        Maintenance maintenance = maintenance();
        Lineage lineage = means.lineage().get();
        Lineage.Step step;
        SortedMap<String, Long> rows;
        try (SessionSource source = maintenance.source(Purpose.PLAN);
                Session session = source.session()) {
            step = PutAside.last(session, lineage, work.plan().fingerprint());
        }
        if (step == null) {
            throw Problem.of("restore.undo.none", target.name(), ExitCode.REFUSED, name)
                    .asException();
        }
        work.at(Phase.EXECUTING, Messages.text("restore.counting"), OptionalDouble.empty());
        try (SessionSource source =
                means.sessions()
                        .source(target, Maintenance.at(target, step.keptAs()), Purpose.WORK)) {
            rows = counted(work, source);
        }
        String kept = kept(maintenance);
        SentOut sent = swap(work, maintenance, step.keptAs(), kept);
        lineage.dropped(step.operation());
        return new Restored(step.keptAs(), rows, kept, null, List.of(), sent);
    }

    @Override
    public List<String> verify(Session session, Restored result) throws SQLException {
        String now = session.identity().fingerprint();
        String told = after;
        return told == null || told.equals(now)
                ? List.of()
                : List.of(Messages.text("restore.verify.another", now, told));
    }

    @Override
    public Optional<Found> found(String id, @Nullable String note, Plan now) {
        Lineage.Step step = means.lineage().get().of(id).orElse(null);
        return step != null && step.after().equals(now.fingerprint())
                ? Optional.of(Found.of(Found.State.DONE, "restore.found.done", step.keptAs()))
                : Optional.empty();
    }

    @Override
    public void tidy() throws SQLException, ConnectException {
        try (SessionSource source = maintenance().source(Purpose.WORK);
                Pulse _ = Pulse.of(maintenance().source(Purpose.CLAIM), source::abort);
                Session session = source.session()) {
            long until = System.nanoTime() + MAKING.toNanos();
            while (session.one("restore-making", row -> row.getInt("making")) > 0
                    && System.nanoTime() < until) {
                Thread.sleep(AGAIN);
            }
            Sidecar.sweep(session);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
