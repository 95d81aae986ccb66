package dev.belay.operation;

import dev.belay.backup.ArchiveHead;
import dev.belay.backup.Origin;
import dev.belay.backup.RestoreTool;
import dev.belay.backup.Traits;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether a server and its role allow that another database takes the place of one. */
final class RestorePreflight {
    /** PostgreSQL's NAMEDATALEN, the byte that ends a name taken off. */
    private static final int LONGEST_NAME = 63;

    private final Session session;
    private final RestoreDraft draft;
    private final Restores means;
    private final String name;

    private record Standing(
            String oid,
            long bytes,
            String role,
            String owner,
            boolean mayCreate,
            boolean owns,
            boolean superuser,
            boolean template,
            boolean maySignal,
            @Nullable String slots,
            @Nullable String subscriptions,
            @Nullable String prepared,
            @Nullable String folder) {
        static Standing read(ResultSet row) throws SQLException {
            return new Standing(
                    row.getString("oid"),
                    row.getLong("bytes"),
                    row.getString("role"),
                    row.getString("owner"),
                    row.getBoolean("may_create"),
                    row.getBoolean("owns"),
                    row.getBoolean("super"),
                    row.getBoolean("template"),
                    row.getBoolean("may_signal"),
                    row.getString("slots"),
                    row.getString("subscriptions"),
                    row.getString("prepared"),
                    row.getString("data_directory"));
        }
    }

    RestorePreflight(Session session, RestoreDraft draft, Restores means) {
        this.session = session;
        this.draft = draft;
        this.means = means;
        this.name = draft.target.databaseName();
    }

    void look(Maintenance maintenance) throws SQLException {
        Standing now = session.one("restore-standing", Standing::read);
        if (!draft.wish.undo()) {
            tool();
        }
        if (!now.mayCreate) {
            String role = Maintenance.quoted(now.role);
            refuse("restore.createdb", Messages.text("restore.createdb.advice", role), now.role);
        }
        Traits like = draft.like();
        if (!now.owns && like == null) {
            String owner = Maintenance.quoted(now.owner);
            String role = Maintenance.quoted(now.role);
            refuse(
                    "restore.owner",
                    Messages.text("restore.owner.advice", owner, role),
                    now.role,
                    now.owner);
        }
        reached(maintenance);
        String as = draft.wish.as();
        if (as == null) {
            replaced(now);
        } else {
            named(as);
        }
        if (!draft.wish.undo()) {
            room(now, like == null || like.bytes() == null ? now.bytes : like.bytes());
            LikeOriginal.add(session, draft, now.role);
        }
    }

    private void refuse(String key, String advice, Object... arguments) {
        draft.blockers.add(
                Problem.of(key, draft.target.name(), ExitCode.REFUSED, arguments).advising(advice));
    }

    private void tool() {
        Origin origin = draft.origin;
        if (origin == null) {
            return;
        }
        try {
            ArchiveHead head = origin.kind();
            if (head.kind() != ArchiveHead.Kind.PG_DUMP) {
                return;
            }
            int server = session.identity().version().major();
            if (ArchiveHead.major(head.server()) > server) {
                draft.refuse(
                        ExitCode.INCOMPATIBLE,
                        "restore.newer",
                        head.server(),
                        session.identity().version().text());
            }
            Optional<Tool> tool = RestoreTool.find(means.tools(), head);
            if (tool.isEmpty()) {
                draft.refuse(
                        ExitCode.INCOMPATIBLE,
                        "restore.tool",
                        head.tool(),
                        RestoreTool.versions(means.tools()));
            } else if (origin.manifest() == null
                    && !draft.wish.acceptOldTool()
                    && !RestoreTool.mended(tool.get())) {
                draft.refuse(
                        ExitCode.INCOMPATIBLE,
                        "restore.old-tool",
                        String.valueOf(tool.get().version()));
            }
        } catch (IOException e) {
            // Told as unreadable already.
        }
    }

    private void reached(Maintenance maintenance) {
        try (SessionSource source = maintenance.source(Purpose.PLAN);
                Session other = source.session()) {
            other.one("identity", row -> row.getString("version"));
        } catch (ConnectException e) {
            draft.refuse(
                    "restore.maintenance",
                    maintenance.target().databaseName(),
                    e.failure().problem().why());
        } catch (SQLException e) {
            draft.refuse(
                    "restore.maintenance",
                    maintenance.target().databaseName(),
                    String.valueOf(e.getMessage()));
        }
    }

    /** What would stay with the old database, or hinder that it is renamed. */
    private void replaced(Standing now) throws SQLException {
        if (now.template) {
            draft.refuse("restore.template", name);
        }
        if (now.slots != null) {
            draft.refuse("restore.slots", now.slots);
        }
        if (now.subscriptions != null) {
            draft.refuse("restore.subscriptions", now.subscriptions);
        }
        if (now.prepared != null) {
            draft.refuse("restore.prepared", now.prepared);
        }
        List<String> others =
                Guest.of(session, name).stream()
                        .filter(g -> !ends(now, g))
                        .map(Guest::words)
                        .toList();
        if (!others.isEmpty()) {
            refuse(
                    "restore.signal",
                    Messages.text("restore.signal.advice", Maintenance.quoted(now.role)),
                    now.role,
                    String.join("; ", others));
        }
    }

    private static boolean ends(Standing now, Guest guest) {
        return now.superuser || (!guest.superuser() && (now.maySignal || guest.own()));
    }

    /** The server itself would cut a long name, and then there is another than was asked for. */
    private void named(String as) throws SQLException {
        int bytes = as.getBytes(StandardCharsets.UTF_8).length;
        if (as.isBlank() || bytes > LONGEST_NAME) {
            draft.refuse(
                    ExitCode.USAGE,
                    "restore.as.name",
                    Integer.toString(LONGEST_NAME),
                    Integer.toString(bytes));
        } else if (!session.all("restore-found", row -> row.getString("oid"), as).isEmpty()) {
            draft.refuse("restore.as.there", as);
        }
    }

    /** Only of a server on this machine can be told how much is free. */
    private void room(Standing now, long bytes) {
        ServerRoom room = ServerRoom.of(draft.target, now.folder);
        String needed = Units.size(bytes);
        if (room == null) {
            draft.findings.add(Finding.note(Messages.text("restore.room.unknown", needed)));
            return;
        }
        try {
            long free = room.free();
            if (free < bytes) {
                draft.refuse("restore.room", needed, Units.size(free));
            }
        } catch (IOException e) {
            draft.findings.add(Finding.note(Messages.text("restore.room.unknown", needed)));
        }
    }
}
