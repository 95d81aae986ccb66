package dev.belay.operation;

import dev.belay.backup.Lineage;
import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The databases that restores put aside and that stand on the server still. */
final class PutAside {
    private PutAside() {}

    /** All of the session's server, newest first. */
    static List<Lineage.Step> all(Session session, Lineage lineage) throws SQLException {
        List<Lineage.Step> there = new ArrayList<>();
        for (Lineage.Step each : lineage.kept(session.identity().fingerprint())) {
            List<String> oid =
                    session.all("restore-found", row -> row.getString("oid"), each.keptAs());
            if (oid.equals(List.of(Lineage.oid(each.before())))) {
                there.add(each);
            }
        }
        return there;
    }

    /** The one that stood in a database's place just before it; null if none is there. */
    static Lineage.@Nullable Step last(Session session, Lineage lineage, String fingerprint)
            throws SQLException {
        return all(session, lineage).stream()
                .filter(s -> s.after().equals(fingerprint))
                .findFirst()
                .orElse(null);
    }
}
