package dev.belay.backup;

import org.jspecify.annotations.Nullable;

/**
 * What kind of backup is wanted, and what is known before it is taken.
 *
 * @param version of the schema now: empty if it has none, null if that is not known
 * @param parent the operation's number in the journal
 * @param jobs how many tables are read at a time, into a folder; 0 for one file
 * @param gently true if others are to be disturbed as little as possible
 * @param expected bytes, by the last one or the database's size; 0 if nobody knows
 */
public record Wish(
        @Nullable String version,
        String parent,
        Sealing sealing,
        int jobs,
        boolean gently,
        long expected) {
    /** A plain file, at full speed. */
    static final Wish PLAIN = plain(null, "");

    /** A plain file at full speed, of a schema's version, for an operation. */
    public static Wish plain(@Nullable String version, String parent) {
        return new Wish(version, parent, Sealing.NONE, 0, false, 0);
    }

    /** The ending of the file's name. */
    String ending(String plain) {
        return sealing.none() ? plain : plain + ".age";
    }
}
