package dev.belay.ui;

import dev.belay.activity.Party;
import dev.belay.operation.Request;
import dev.belay.ui.session.Subject;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The wish to end a session, which names that very one. */
final class Ends {
    /** As PostgreSQL keeps them. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Ends() {}

    static Request request(Subject session, boolean terminate) {
        Party party = session.party();
        Instant began = party.started().backend();
        if (began == null) {
            throw new IllegalArgumentException("a session that is not known by its beginning");
        }
        Instant transaction = party.started().transaction();
        String which =
                party.who().pid()
                        + " "
                        + MICROS.format(began)
                        + (transaction == null ? "" : " " + MICROS.format(transaction));
        Map<String, String> arguments = new HashMap<>();
        arguments.put("sessions", which);
        if (terminate) {
            arguments.put("terminate", "");
        }
        return new Request("kill", arguments, false);
    }
}
