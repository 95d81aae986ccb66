package dev.belay.ui.shell;

import dev.belay.db.Identity;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import java.util.Locale;

/** How the window names what it watches. */
final class Words {
    private static final int LONG = 12;

    private Words() {}

    /** {@code PostgreSQL 16.4 primary · 7391…c04f / 16402}. */
    static String identity(Target target, Identity identity, boolean whole) {
        String fingerprint = whole ? identity.fingerprint() : shortened(identity.fingerprint());
        return target.engine().title()
                + " "
                + identity.version()
                + role(identity)
                + (fingerprint.isEmpty() ? "" : " · " + fingerprint);
    }

    private static String role(Identity identity) {
        return identity.role() == Identity.Role.FILE
                ? ""
                : " " + Messages.text("ui.role." + identity.role().name().toLowerCase(Locale.ROOT));
    }

    /** The parts of a fingerprint, each shown by its ends if it is long. */
    static String shortened(String fingerprint) {
        String[] parts = fingerprint.split("\\s*/\\s*");
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.length() > LONG) {
                parts[i] = part.substring(0, 4) + "…" + part.substring(part.length() - 4);
            }
        }
        return String.join(" / ", parts);
    }
}
