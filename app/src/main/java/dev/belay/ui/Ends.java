package dev.belay.ui;

import dev.belay.activity.Party;
import dev.belay.operation.Request;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.ui.session.Subject;

import java.time.Instant;
import java.util.List;

/** The wish to end a session: that very one, in the transaction it was seen in. */
final class Ends {
    private Ends() {}

    static Request request(Subject session, boolean terminate) {
        Party party = session.party();
        Instant began = party.started().backend();
        if (began == null) {
            throw new IllegalArgumentException("a session that is not known by its beginning");
        }
        Victim victim = new Victim(party.who().pid(), began, party.started().transaction());
        return new Victims(List.of(victim), terminate).request();
    }
}
