package dev.belay.operation;

import dev.belay.backup.Manifest;
import dev.belay.backup.Traits;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import java.sql.SQLException;
import java.util.List;

/** What a restore's plan says of how far the new database will be like the original. */
final class LikeOriginal {
    private final Session session;
    private final RestoreDraft draft;
    private final String role;

    /** Something that the server does not have, or not for this role. */
    private record Lack(String what, String name) {}

    private LikeOriginal(Session session, RestoreDraft draft, String role) {
        this.session = session;
        this.draft = draft;
        this.role = role;
    }

    /**
     * Adds what cannot be as it was; a plan of an undo has nothing of it.
     *
     * @param role that restores
     */
    static void add(Session session, RestoreDraft draft, String role) throws SQLException {
        if (draft.origin == null) {
            return;
        }
        Manifest manifest = draft.origin.manifest();
        LikeOriginal like = new LikeOriginal(session, draft, role);
        if (manifest != null && manifest.traits() != null) {
            like.inside(manifest.traits());
        }
        Traits given = draft.like();
        if (given != null) {
            like.outside(given);
        } else if (draft.wish.as() == null
                || (manifest != null && manifest.database().equals(draft.target.place()))) {
            like.cannot(Traits.of(session));
        } else {
            draft.findings.add(
                    Finding.warning(
                            Messages.text(
                                    "restore.note.traits-unknown", draft.target.databaseName())));
        }
    }

    /** The names of one kind that are missing: {@code owners, named}. */
    static List<String> missing(Session session, Traits traits, String kind) throws SQLException {
        return lacks(session, traits).stream()
                .filter(l -> l.what.equals(kind))
                .map(Lack::name)
                .toList();
    }

    private static List<Lack> lacks(Session session, Traits traits) throws SQLException {
        return session.all(
                "restore-roles",
                row -> new Lack(row.getString("what"), row.getString("name")),
                traits.json());
    }

    /** Of what the archive holds. */
    private void inside(Traits traits) throws SQLException {
        List<String> owners = missing(session, traits, "owners");
        if (!owners.isEmpty()) {
            draft.findings.add(
                    Finding.warning(
                            Messages.text(
                                    "restore.note.owners",
                                    String.join(", ", owners),
                                    owners.size(),
                                    roles(owners))));
        } else {
            memberships(missing(session, traits, "owners-other"));
        }
        List<String> named = missing(session, traits, "named");
        if (!named.isEmpty()) {
            draft.blockers.add(
                    Problem.of(
                                    "restore.roles",
                                    draft.target.name(),
                                    ExitCode.REFUSED,
                                    String.join(", ", named),
                                    named.size())
                            .advising(Messages.text("restore.roles.advice", roles(named))));
        }
    }

    /** Where all owners are there, each gets its own, which only its members can do. */
    private void memberships(List<String> owners) {
        if (owners.isEmpty()) {
            return;
        }
        List<String> grants =
                owners.stream()
                        .map(
                                owner ->
                                        Messages.text(
                                                "restore.member.grant",
                                                Maintenance.quoted(owner),
                                                Maintenance.quoted(role)))
                        .toList();
        draft.blockers.add(
                Problem.of(
                                "restore.member",
                                draft.target.name(),
                                ExitCode.REFUSED,
                                role,
                                String.join(", ", owners))
                        .advising(
                                Messages.text("restore.member.advice", String.join(" ", grants))));
    }

    private static String roles(List<String> names) {
        return String.join(
                " ",
                names.stream().map(n -> "CREATE ROLE " + Maintenance.quoted(n) + ";").toList());
    }

    /** Of the database itself. */
    private void outside(Traits traits) throws SQLException {
        for (Lack each : lacks(session, traits)) {
            switch (each.what) {
                case "owner-missing" -> warn("restore.note.owner-missing", each.name);
                case "owner-other" -> warn("restore.note.owner-other", each.name);
                case "tablespace" -> warn("restore.note.tablespace", each.name);
                default -> {
                    // Told of what the archive holds.
                }
            }
        }
        cannot(traits);
    }

    private void warn(String key, String name) {
        draft.findings.add(Finding.warning(Messages.text(key, name, Maintenance.quoted(name))));
    }

    private void cannot(Traits traits) throws SQLException {
        String as = draft.wish.as() == null ? draft.target.databaseName() : draft.wish.as();
        List<String> cannot = Dressing.cannot(session, as, traits);
        if (!cannot.isEmpty()) {
            draft.findings.add(
                    Finding.warning(
                            Messages.text("restore.note.cannot", String.join("; ", cannot))));
        }
    }
}
