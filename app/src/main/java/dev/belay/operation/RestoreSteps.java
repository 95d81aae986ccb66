package dev.belay.operation;

import dev.belay.backup.Lineage;
import dev.belay.backup.Manifest;
import dev.belay.backup.Origin;
import dev.belay.backup.Traits;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a restore on a server will do, step by step, and what is set aside by it. */
final class RestoreSteps {
    private final Session session;
    private final RestoreDraft draft;
    private final Restores means;
    private final String name;

    RestoreSteps(Session session, RestoreDraft draft, Restores means) {
        this.session = session;
        this.draft = draft;
        this.means = means;
        this.name = draft.target.databaseName();
    }

    void add() throws SQLException {
        String as = draft.wish.as();
        if (draft.wish.undo()) {
            undo();
        } else {
            restore(as);
        }
        expired();
    }

    private void restore(@Nullable String as) throws SQLException {
        Origin origin = draft.origin;
        String from = origin == null ? draft.wish.from() : origin.name();
        Traits like = draft.like();
        draft.part(
                Messages.text("restore.part.new", from),
                RestoreDraft.step(Messages.text("restore.step.check", from), Risk.HARMLESS),
                RestoreDraft.step(created(like), Risk.ADDITIVE),
                RestoreDraft.step(Messages.text("restore.step.restore"), Risk.ADDITIVE),
                RestoreDraft.step(dressed(like), Risk.ADDITIVE));
        if (as != null) {
            draft.part(
                    Messages.text("restore.part.beside", as),
                    RestoreDraft.step(Messages.text("restore.step.name", as), Risk.ADDITIVE));
            return;
        }
        swap(Messages.text("restore.part.swap", name));
        Manifest manifest = origin == null ? null : origin.manifest();
        BesideRows.add(session, draft, manifest == null ? null : manifest.rows());
    }

    private String created(@Nullable Traits like) {
        return like == null
                ? Messages.text("restore.step.create", name)
                : Messages.text(
                        "restore.step.create.as",
                        like.name(),
                        like.owner(),
                        like.encoding(),
                        like.localeWords());
    }

    private String dressed(@Nullable Traits like) {
        return like == null
                ? Messages.text("restore.step.dress", name)
                : Messages.text("restore.step.dress.as", like.name(), Dressing.words(like));
    }

    private void swap(String title) throws SQLException {
        List<Guest> guests = Guest.of(session, name);
        boolean undo = draft.wish.undo();
        String time = Units.duration(Drain.TIME);
        draft.part(
                title,
                RestoreDraft.step(Messages.text("restore.step.send", name, time), Risk.ADDITIVE),
                RestoreDraft.step(
                        Messages.text(undo ? "restore.step.keep.undo" : "restore.step.keep", name),
                        Risk.DESTRUCTIVE),
                RestoreDraft.step(
                        Messages.text(
                                undo ? "restore.step.place.undo" : "restore.step.place", name),
                        Risk.DESTRUCTIVE));
        List<Holder> holders =
                guests.stream()
                        .filter(g -> !g.claims(Restore.NAME))
                        .map(
                                g ->
                                        new Holder(
                                                Messages.text(
                                                        "preflight.pid", Integer.toString(g.pid())),
                                                g.application(),
                                                Messages.text("restore.connected", name),
                                                g.words(),
                                                Finding.Severity.WARN))
                        .toList();
        if (!holders.isEmpty()) {
            draft.findings.add(
                    new Finding.InTheWay(
                            holders,
                            Messages.text("restore.sent", time),
                            Messages.text(
                                    "restore.guests",
                                    holders.size(),
                                    time,
                                    String.join(
                                            "; ", holders.stream().map(Holder::text).toList()))));
        }
    }

    private void undo() throws SQLException {
        Lineage.Step step =
                PutAside.last(session, means.lineage().get(), session.identity().fingerprint());
        if (step == null) {
            draft.refuse("restore.undo.none", name);
            return;
        }
        draft.basis.add(step.keptAs()).add(step.before());
        draft.findings.add(
                Finding.warning(
                        Messages.text(
                                "restore.note.undo",
                                step.keptAs(),
                                Units.moment(step.at()),
                                name)));
        swap(Messages.text("restore.part.undo", step.keptAs(), name));
        beside(step.keptAs());
    }

    private void beside(String kept) throws SQLException {
        try (SessionSource source =
                        means.sessions()
                                .source(
                                        draft.target,
                                        Maintenance.at(draft.target, kept),
                                        Purpose.PLAN);
                Session other = source.session()) {
            BesideRows.addUndo(session, draft, other);
        } catch (ConnectException e) {
            draft.findings.add(Finding.warning(e.failure().problem().line()));
        }
    }

    /** What was kept long enough goes with the next restore, as a line of its plan. */
    private void expired() throws SQLException {
        Instant now = means.clock().instant();
        for (Lineage.Step each : PutAside.all(session, means.lineage().get())) {
            if (each.until().isBefore(now) && !draft.wish.undo()) {
                draft.part(
                        Messages.text("restore.part.expired", each.keptAs()),
                        RestoreDraft.step(
                                Messages.text(
                                        "restore.step.drop",
                                        each.keptAs(),
                                        Units.moment(each.at())),
                                Risk.DESTRUCTIVE));
            }
        }
    }
}
