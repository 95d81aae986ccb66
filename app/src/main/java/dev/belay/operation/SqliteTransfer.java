package dev.belay.operation;

import dev.belay.backup.PrivateCopy;
import dev.belay.db.ConnectException;
import dev.belay.db.FileHolder;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Puts a copy into a SQLite file that others have open. */
final class SqliteTransfer {
    private final Work work;
    private final Restores means;
    private final Target target;
    private final SqliteContent content;

    SqliteTransfer(Work work, Restores means, Target target, SqliteContent content) {
        this.work = work;
        this.means = means;
        this.target = target;
        this.content = content;
    }

    /**
     * What is noted before, so that a start after a crash can tell whether it was done: how often
     * the schema had been changed, and what it will be made of.
     */
    record Mark(long version, String objects) {
        static Mark of(String note) {
            int space = note.indexOf(' ');
            return new Mark(Long.parseLong(note.substring(0, space)), note.substring(space + 1));
        }

        String note() {
            return version + " " + objects;
        }

        /** A restore counts as one change of the schema, and so nothing else does the same. */
        Found.State compare(Session session) throws SQLException {
            long now = session.one("restore-schema", row -> row.getLong("version"));
            if (now == version) {
                return Found.State.BEFORE;
            }
            return now == version + 1 && SqliteContent.objects(session).equals(objects)
                    ? Found.State.DONE
                    : Found.State.UNDECIDED;
        }
    }

    /**
     * Transfers all of it in one write transaction.
     *
     * @param kept where the content from before is
     * @throws BelayException with {@link ExitCode#LOCKED} if others did not let it begin for long
     */
    void run(Path copy, String kept) throws SQLException, ConnectException {
        try (Session session = work.session()) {
            session.all("patience-short", row -> row.getString(1));
            Path from = sized(session, copy);
            String objects;
            try (Session source = content.open(from, Purpose.ASK)) {
                objects = SqliteContent.objects(source);
            }
            long version = session.one("restore-schema", row -> row.getLong("version"));
            means.lineage()
                    .get()
                    .add(
                            work.id(),
                            target.place(),
                            work.plan().fingerprint(),
                            work.plan().fingerprint(),
                            kept);
            Mark mark = new Mark(version, objects);
            work.note(Phase.COMMITTING, mark.note());
            boolean done = false;
            try {
                transfer(session, from);
                done = true;
            } finally {
                if (!done) {
                    means.lineage().get().remove(work.id());
                }
            }
            if (mark.compare(session) == Found.State.BEFORE) {
                throw new SQLException("nothing was restored");
            }
        }
    }

    private void transfer(Session session, Path from) throws SQLException {
        long until = System.nanoTime() + means.patience().toNanos();
        while (!means.fileRestore()
                .restore(
                        session.connection(),
                        from,
                        share -> {
                            work.tell(
                                    Phase.COMMITTING,
                                    Messages.text("restore.transferring"),
                                    OptionalDouble.of(share));
                            return !work.stopped();
                        })) {
            work.check();
            List<FileHolder> holders =
                    session.dialect().holders(session).stream()
                            .filter(h -> h.pid() != ProcessHandle.current().pid())
                            .toList();
            String who =
                    holders.stream()
                            .map(h -> Long.toString(h.pid()) + " (" + h.command() + ")")
                            .distinct()
                            .collect(Collectors.joining(", "));
            if (System.nanoTime() >= until) {
                if (who.isEmpty()) {
                    // A journal that finds no room looks to the driver like a lock.
                    roomy(from);
                }
                throw Problem.of(
                                who.isEmpty() ? "restore.busy.unknown" : "restore.busy",
                                target.name(),
                                ExitCode.LOCKED,
                                Units.duration(means.patience()),
                                who)
                        .asException();
            }
            work.at(
                    Phase.COMMITTING,
                    Messages.text("restore.waiting", who.isEmpty() ? "?" : who),
                    OptionalDouble.empty());
        }
    }

    private void roomy(Path from) {
        if (target.address() instanceof Address.File file) {
            Path path = file.path().toAbsolutePath();
            PrivateCopy.room(target, Objects.requireNonNullElse(path.getParent(), path), from);
        }
    }

    /** SQLite takes no pages of another size into a file with a write-ahead log. */
    private Path sized(Session session, Path copy) throws SQLException, ConnectException {
        long wanted = session.one("restore-schema", row -> row.getLong("page"));
        try (Session source = content.open(copy, Purpose.WORK)) {
            if (source.one("restore-schema", row -> row.getLong("page")) == wanted) {
                return copy;
            }
            Path sized = copy.resolveSibling("sized");
            Maintenance.run(source, "pragma page_size = " + wanted);
            Maintenance.run(source, "vacuum into '" + sized.toString().replace("'", "''") + "'");
            return sized;
        }
    }
}
