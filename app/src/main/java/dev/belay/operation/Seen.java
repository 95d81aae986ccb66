package dev.belay.operation;

import dev.belay.db.Identity;
import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What was seen of a target when a plan was made.
 *
 * @param fingerprint which database it is
 * @param server what answered: {@code PostgreSQL 16.4 primary}
 * @param version that of its schema; null if it has none, or it was not looked at
 */
public record Seen(String fingerprint, String server, @Nullable String version) {

    /** Of a file that is to be made, only its place is known. */
    static Seen of(Session session, Target target, @Nullable String version) {
        Identity identity = session.identity();
        boolean there = session.target().place().equals(target.place());
        String server = target.engine().title() + " " + identity.version();
        return new Seen(
                there ? identity.fingerprint() : Messages.text("operation.new-file"),
                identity.role() == Identity.Role.FILE
                        ? server
                        : server + " " + identity.role().name().toLowerCase(Locale.ROOT),
                version);
    }
}
