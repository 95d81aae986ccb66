package dev.belay.target;

import org.jspecify.annotations.Nullable;

/**
 * What a profile says of its target's backups.
 *
 * @param schedule when they are taken while Belay's console is open, a cron expression of five
 *     fields, or null
 * @param proveOn the saved target on whose server they are proven, or null for the target's own
 * @param proveHere true if backups of a production target may be proven on its own server
 * @param proveLimit bytes of the database up to which they may be
 * @param keeping which ones are kept when they are pruned
 */
public record BackupRules(
        @Nullable String schedule,
        @Nullable String proveOn,
        boolean proveHere,
        long proveLimit,
        Keeping keeping) {
    /** As large as what is restored in some minutes. */
    private static final long LIMIT = 10_000_000_000L;

    public static final BackupRules DEFAULT =
            new BackupRules(null, null, false, LIMIT, Keeping.DEFAULT);

    public BackupRules withSchedule(@Nullable String other) {
        return new BackupRules(other, proveOn, proveHere, proveLimit, keeping);
    }

    public BackupRules withProving(@Nullable String on, boolean here, long limit) {
        return new BackupRules(schedule, on, here, limit, keeping);
    }

    public BackupRules withKeeping(Keeping other) {
        return new BackupRules(schedule, proveOn, proveHere, proveLimit, other);
    }
}
