package dev.belay.operation;

import dev.belay.backup.ArchiveHead;
import dev.belay.backup.Manifest;
import dev.belay.backup.Opening;
import dev.belay.backup.Origin;
import dev.belay.backup.PrivateCopy;
import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.schema.ScratchFolder;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a backup in the place of a database, or beside it; or takes that back. */
public final class Restore implements Operation<Restored> {
    static final String NAME = "restore";
    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Target target;
    private final Restores means;
    private final RestoreWish wish;
    private final Supplier<Opening> opening;
    private final boolean waived;
    private final RestoreWay way;
    private @Nullable ScratchFolder folder;
    private @Nullable Path checked;

    /** What was approved; a file or a manifest that is exchanged afterwards is another. */
    private @Nullable Origin planned;

    Restore(
            Target target,
            Restores means,
            RestoreWish wish,
            SafetyCopy safety,
            Supplier<Opening> opening,
            boolean waived) {
        this.target = target;
        this.means = means;
        this.wish = wish;
        this.opening = opening;
        this.waived = waived;
        this.way =
                target.engine() == Engine.SQLITE
                        ? new SqliteRestore(target, means, wish, safety)
                        : new PostgresqlRestore(target, means, wish);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean makesFile() {
        return wish.as() != null;
    }

    private @Nullable Origin origin() {
        return wish.undo() ? way.back() : Origin.find(means.backups(), target, wish.from());
    }

    @Override
    public String stopped() {
        return "restore.cancelled";
    }

    @Override
    public Problem unreached(ConnectFailure failure) {
        return wish.undo()
                ? failure.problem()
                : GoneDatabase.told(failure.problem(), target, means.backups(), wish);
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        RestoreDraft draft;
        Origin origin = null;
        if (Sessions.onServer(target)) {
            means.backups().met(target, session.identity().fingerprint());
        }
        try {
            origin = origin();
            planned = origin;
            draft = new RestoreDraft(target, wish, origin, waived);
        } catch (BelayException e) {
            draft = new RestoreDraft(target, wish, null, waived);
            draft.blockers.add(e.problem());
        }
        draft.blockers.addAll(
                wish.as() == null ? Guards.server(session, target) : Guards.role(session, target));
        admit(draft);
        way.plan(session, draft);
        String version = means.histories().read(session, target).current();
        Manifest manifest = origin == null ? null : origin.manifest();
        return new Plan(
                NAME,
                wish.arguments(),
                target,
                Seen.of(session, target, version),
                manifest == null ? null : manifest.schemaVersion(),
                draft.basis.text(),
                draft.parts,
                draft.findings,
                draft.blockers,
                draft.safety);
    }

    /** What can be told of the file before it is read whole. */
    private void admit(RestoreDraft draft) {
        Origin origin = draft.origin;
        if (origin == null) {
            return;
        }
        Manifest manifest = origin.manifest();
        try {
            Optional<Problem> inUse = way.inUse(origin);
            if (inUse.isPresent()) {
                draft.blockers.add(inUse.get());
                return;
            }
            long bytes = origin.bytes();
            ArchiveHead head = origin.kind();
            draft.basis.add(bytes).add(manifest == null ? "" : manifest.sha256());
            draft.basis.add(Files.getLastModifiedTime(origin.file()).toMillis());
            if (manifest != null && manifest.bytes() != bytes) {
                draft.refuse(
                        ExitCode.CORRUPT,
                        "restore.corrupt",
                        origin.file().toString(),
                        Messages.text(
                                "restore.corrupt.length",
                                Long.toString(bytes),
                                Long.toString(manifest.bytes())));
            }
            kind(draft, origin, head);
        } catch (IOException e) {
            draft.refuse(
                    ExitCode.CORRUPT,
                    "restore.unreadable",
                    origin.file().toString(),
                    String.valueOf(e.getMessage()));
        }
        if (manifest == null) {
            if (!wish.trustOrigin()) {
                draft.refuse("restore.origin", origin.file().toString(), origin.name() + ".json");
            }
        } else {
            draft.findings.add(RestoreWords.taken(manifest));
            RestoreWords.of(means.backups(), target, manifest).ifPresent(draft.findings::add);
        }
    }

    private void kind(RestoreDraft draft, Origin origin, ArchiveHead head) {
        String file = origin.file().toString();
        ArchiveHead.Kind wanted =
                target.engine() == Engine.SQLITE
                        ? ArchiveHead.Kind.SQLITE
                        : ArchiveHead.Kind.PG_DUMP;
        if (head.kind() == wanted || head.kind() == ArchiveHead.Kind.AGE) {
            return;
        }
        switch (head.kind()) {
            case EMPTY -> draft.refuse(ExitCode.CORRUPT, "restore.empty", file);
            case SQLITE, PG_DUMP ->
                    draft.refuse(
                            ExitCode.INCOMPATIBLE,
                            "restore.engine",
                            file,
                            head.kind() == ArchiveHead.Kind.SQLITE
                                    ? Engine.SQLITE.title()
                                    : Engine.POSTGRESQL.title(),
                            target.engine().title());
            default -> draft.refuse(ExitCode.CORRUPT, "restore.foreign", file);
        }
    }

    @Override
    public Restored nothing(Plan plan) {
        throw new IllegalStateException();
    }

    @Override
    public void prepare(Work work) throws SQLException {
        Origin origin = planned;
        if (origin == null) {
            return;
        }
        ScratchFolder own = scratch();
        folder = own;
        try (Attending attending = work.attending(Phase.EXECUTING)) {
            Path copy = PrivateCopy.make(target, origin, own.path(), opening.get(), attending);
            way.prepare(work, origin, copy);
            checked = copy;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void release() {
        if (folder != null) {
            folder.close();
        }
    }

    private BelayException failed(IOException cause) {
        return Problem.of(
                        "restore.failed",
                        target.name(),
                        ExitCode.FAILED,
                        String.valueOf(cause.getMessage()))
                .asException(cause);
    }

    private ScratchFolder scratch() {
        Path room = room();
        try {
            return ScratchFolder.make(target, room);
        } catch (BelayException e) {
            throw PrivateCopy.noRoom(target, room, e);
        }
    }

    private Path room() {
        return WorkFolder.made(target, way.room());
    }

    @Override
    public Target made(Plan plan) {
        return way.made();
    }

    @Override
    public Restored work(Work work) throws SQLException {
        try {
            return way.work(work, planned, checked);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<Found> found(String id, @Nullable String note, Plan now)
            throws SQLException, ConnectException {
        return way.found(id, note, now);
    }

    @Override
    public void tidy() {
        try {
            way.tidy();
            ScratchFolder.make(target, room()).close();
        } catch (SQLException | ConnectException | RuntimeException e) {
            LOG.info("What an interrupted restore left cannot be taken away yet", e);
        }
    }

    @Override
    public List<String> told(Restored result) {
        List<String> told = new ArrayList<>();
        told.add(
                Messages.text(
                        result.as() == null ? "restore.told" : "restore.told.as",
                        result.from(),
                        String.valueOf(result.as())));
        if (result.keptAs() != null) {
            told.add(
                    Messages.text(
                            result.sent() == null ? "restore.told.kept" : "restore.told.kept.all",
                            result.keptAs()));
        }
        SentOut sent = result.sent();
        if (sent != null && sent.all() > 0) {
            told.add(RestoreWords.sent(sent));
        }
        if (!result.left().isEmpty()) {
            told.add(Messages.text("restore.told.left", String.join("; ", result.left())));
        }
        return told;
    }

    @Override
    public List<String> verify(Session session, Plan plan, Restored result) throws SQLException {
        return way.verify(session, result);
    }
}
