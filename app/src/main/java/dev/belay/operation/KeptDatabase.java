package dev.belay.operation;

import dev.belay.backup.Lineage;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A database that a restore of the target put aside, and that is there still.
 *
 * @param bytes it takes on the server
 * @param at when it was put aside
 * @param until when it may be pruned
 * @param next true if it is the one that the way back leads to
 */
public record KeptDatabase(String name, long bytes, Instant at, Instant until, boolean next) {

    /** All of a target, newest first; a server is asked only where the store knows of some. */
    static List<KeptDatabase> of(Target target, Sessions sessions, Lineage lineage)
            throws ConnectException, SQLException {
        if (!lineage.keeps()) {
            return List.of();
        }
        try (Session session = sessions.open(target, Purpose.ASK)) {
            Set<String> own = lineage.family(session.identity().fingerprint());
            Lineage.Step last = PutAside.last(session, lineage, session.identity().fingerprint());
            List<KeptDatabase> kept = new ArrayList<>();
            for (Lineage.Step each : PutAside.all(session, lineage)) {
                if (each.place().equals(target.place()) || own.contains(each.after())) {
                    kept.add(
                            new KeptDatabase(
                                    each.keptAs(),
                                    session.one(
                                            "kept-size",
                                            row -> row.getLong("bytes"),
                                            each.keptAs()),
                                    each.at(),
                                    each.until(),
                                    each.equals(last)));
                }
            }
            return kept;
        }
    }

    /** In a sentence. */
    public String sentence() {
        return Messages.text(
                next ? "kept.sentence" : "kept.sentence.earlier",
                name,
                bytes < 0 ? Messages.text("kept.size.unknown") : Units.size(bytes),
                Units.moment(at),
                Units.moment(until));
    }
}
