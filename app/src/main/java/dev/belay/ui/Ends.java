package dev.belay.ui;

import dev.belay.activity.Party;
import dev.belay.operation.Request;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.ui.session.Subject;

import java.time.Instant;
import java.util.List;

/** The wish to end sessions: those very ones, in the transactions they were seen in. */
final class Ends {
    private Ends() {}

    static Request request(List<Subject> sessions, boolean terminate) {
        return new Victims(sessions.stream().map(Ends::victim).toList(), terminate).request();
    }

    private static Victim victim(Subject session) {
        Party party = session.party();
        Instant began = party.started().backend();
        if (began == null) {
            throw new IllegalArgumentException("a session that is not known by its beginning");
        }
        return new Victim(party.who().pid(), began, party.started().transaction());
    }
}
