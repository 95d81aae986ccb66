package dev.belay.operation;

import dev.belay.backup.ArchiveRestore;
import dev.belay.backup.Kin;
import dev.belay.backup.Lineage;
import dev.belay.backup.Manifest;
import dev.belay.backup.Origin;
import dev.belay.backup.Stored;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Restores a SQLite file: its content is replaced in one write transaction, while others have it
 * open; or a new file is made beside.
 */
final class SqliteRestore implements RestoreWay {
    private final Target target;
    private final Restores means;
    private final RestoreWish wish;
    private final SafetyCopy safety;
    private final Path file;
    private @Nullable SortedMap<String, Long> rows;

    SqliteRestore(Target target, Restores means, RestoreWish wish, SafetyCopy safety) {
        this.target = target;
        this.means = means;
        this.wish = wish;
        this.safety = safety;
        this.file = ((Address.File) target.address()).path();
    }

    /** The file that is made beside; null where the target itself is restored. */
    private @Nullable Path beside() {
        return wish.as() == null ? null : file.resolveSibling(wish.as()).normalize();
    }

    @Override
    public Target made() {
        Path beside = beside();
        return beside == null ? target : target.withAddress(new Address.File(beside));
    }

    /** What the last restore put aside. */
    @Override
    public @Nullable Origin back() {
        return last().map(s -> Origin.of(kept(s))).orElse(null);
    }

    private Optional<Lineage.Step> last() {
        Kin.Known known = means.backups().known(target);
        return there(known).filter(s -> known.mayBe(s.after(), s.at())).findFirst();
    }

    private Stream<Lineage.Step> there(Kin.Known known) {
        return means.lineage().get().of(target, known).stream()
                .filter(s -> s.dropped() == null)
                .filter(s -> Files.exists(kept(s)));
    }

    /** Nothing is put back into a file that only stands where another was restored. */
    private void refuseUndo(RestoreDraft draft) {
        there(means.backups().known(target))
                .findFirst()
                .ifPresentOrElse(
                        strange -> {
                            String now =
                                    Moved.of(means.sessions(), target, strange.after())
                                            .map(Path::toString)
                                            .orElse(Messages.text("restore.undo.elsewhere"));
                            draft.refuse(
                                    "restore.undo.other",
                                    target.place(),
                                    kept(strange).toString(),
                                    now,
                                    Units.moment(strange.at()));
                        },
                        () -> draft.refuse("restore.undo.none", target.databaseName()));
    }

    /** Where it was put, or where it is now if its folder was moved. */
    private Path kept(Lineage.Step step) {
        Path then = Path.of(step.keptAs());
        return Files.exists(then)
                ? then
                : means.backups()
                        .named(target, String.valueOf(then.getFileName()))
                        .map(Stored::file)
                        .orElse(then);
    }

    /** It must not be opened by anything but SQLite while it is in use. */
    @Override
    public Optional<Problem> inUse(Origin origin) throws IOException {
        if (Files.exists(file) && Files.isSameFile(origin.file(), file)) {
            return Optional.of(Guards.refused("restore.itself", target, file.toString()));
        }
        for (String suffix : List.of("-wal", "-shm", "-journal")) {
            Path other = origin.file().resolveSibling(origin.name() + suffix);
            if (Files.exists(other)) {
                return Optional.of(
                        Guards.refused("restore.live", target, origin.file().toString(), suffix));
            }
        }
        return Optional.empty();
    }

    @Override
    public void plan(Session session, RestoreDraft draft) throws SQLException {
        Origin origin = draft.origin;
        String from = origin == null ? wish.from() : origin.name();
        if (wish.undo() && origin == null) {
            refuseUndo(draft);
            return;
        }
        Step check = RestoreDraft.step(Messages.text("restore.step.check", from), Risk.HARMLESS);
        Path beside = beside();
        if (beside != null) {
            draft.part(
                    Messages.text("restore.part.file", beside.toString()),
                    check,
                    RestoreDraft.step(
                            Messages.text("restore.step.file", beside.toString()), Risk.ADDITIVE));
            Path into = beside.getParent();
            if (into != null && !Files.isDirectory(into)) {
                draft.refuse("restore.as.folder", into.toString());
            }
            for (String suffix : List.of("", "-wal", "-journal")) {
                Path there = beside.resolveSibling(beside.getFileName() + suffix);
                if (Files.exists(there)) {
                    boolean left = !suffix.isEmpty() && Files.notExists(beside);
                    draft.refuse(left ? "restore.as.left" : "restore.as.there", there.toString());
                }
            }
            return;
        }
        draft.part(
                Messages.text("restore.part.into", from, target.databaseName()),
                check,
                RestoreDraft.step(
                        Messages.text("restore.step.into", target.databaseName()),
                        Risk.DESTRUCTIVE));
        draft.findings.addAll(Preflight.ofFile(session, target));
        room(session, draft);
        Manifest manifest = origin == null ? null : origin.manifest();
        BesideRows.add(session, draft, manifest == null ? null : manifest.rows());
        draft.safety =
                new Safeguard(safety, draft.waived).of(target, Risk.DESTRUCTIVE, draft.blockers);
    }

    /** What is replaced stands in a journal until it is committed, or what replaces it does. */
    private void room(Session session, RestoreDraft draft) throws SQLException {
        long now = session.one("restore-schema", row -> row.getLong("bytes"));
        Origin origin = draft.origin;
        try {
            long needed = now + (origin == null ? now : origin.bytes());
            long free = Files.getFileStore(file).getUsableSpace();
            if (free < needed) {
                draft.refuse(
                        "restore.no-space",
                        Units.size(needed),
                        String.valueOf(file.getParent()),
                        Units.size(free));
            }
        } catch (IOException e) {
            // Told as unreadable already.
        }
    }

    @Override
    public Path room() {
        Path beside = beside();
        Path above = beside == null ? null : beside.getParent();
        return above == null ? means.backups().folder(target) : above;
    }

    @Override
    public void prepare(Work work, Origin origin, Path checked) {
        SqliteContent content = new SqliteContent(means.sessions(), target, origin);
        try (Attending attending = work.attending(Phase.EXECUTING)) {
            SortedMap<String, Long> counted = content.settle(checked, attending);
            Manifest manifest = origin.manifest();
            if (manifest != null) {
                String difference = ArchiveRestore.difference(manifest.rows(), counted);
                if (!difference.isEmpty()) {
                    throw content.corrupt(difference);
                }
            }
            rows = counted;
        }
    }

    @Override
    public Restored work(Work work, @Nullable Origin origin, @Nullable Path checked)
            throws SQLException, ConnectException, IOException {
        Path copy = Objects.requireNonNull(checked);
        Lineage lineage = means.lineage().get();
        Optional<Lineage.Step> step = wish.undo() ? last() : Optional.empty();
        Origin from = Objects.requireNonNull(origin);
        SortedMap<String, Long> found = Objects.requireNonNull(rows);
        Path beside = beside();
        if (beside != null) {
            work.check();
            FilePlacing.place(target, copy, beside);
            return new Restored(from.file().toString(), found, null, beside.toString());
        }
        String kept = work.safetyCopy() == null ? null : work.safetyCopy().toString();
        SqliteContent content = new SqliteContent(means.sessions(), target, from);
        new SqliteTransfer(work, means, target, content).run(copy, String.valueOf(kept));
        step.ifPresent(s -> lineage.dropped(s.operation()));
        return new Restored(from.file().toString(), found, kept, null);
    }

    @Override
    public List<String> verify(Session session, Restored result) throws SQLException {
        List<String> faults = session.all("quick-check", row -> row.getString(1));
        return faults.equals(List.of("ok")) ? List.of() : faults;
    }

    @Override
    public Optional<Found> found(String id, @Nullable String note, Plan now)
            throws SQLException, ConnectException {
        if (note == null || note.isEmpty()) {
            return Optional.empty();
        }
        try (Session session = means.sessions().open(target, Purpose.PLAN)) {
            SqliteTransfer.Mark mark = SqliteTransfer.Mark.of(note);
            Found.State state = mark.compare(session);
            if (state == Found.State.BEFORE) {
                means.lineage().get().remove(id);
                return Optional.empty();
            }
            return Optional.of(
                    Found.of(
                            state,
                            state == Found.State.DONE
                                    ? "restore.found.file"
                                    : "restore.found.undecided"));
        }
    }

    @Override
    public void tidy() {}
}
