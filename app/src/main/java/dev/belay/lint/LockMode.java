package dev.belay.lint;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * PostgreSQL's lock modes on tables, weakest first.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">13.3.1, "Conflicting
 *     Lock Modes"</a>
 */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** True if two sessions cannot hold both at once. */
    public boolean conflicts(LockMode other) {
        return against().contains(other);
    }

    private Set<LockMode> against() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE ->
                    EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE -> {
                EnumSet<LockMode> all = EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
                all.remove(SHARE);
                yield all;
            }
            case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
        };
    }

    /** As SQL writes it: {@code ACCESS EXCLUSIVE}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /**
     * That of {@code pg_locks.mode}, {@code AccessExclusiveLock}; null for one that is no mode of
     * tables.
     */
    public static @Nullable LockMode ofServer(String mode) {
        for (LockMode each : values()) {
            if (mode.equalsIgnoreCase(each.name().replace("_", "") + "lock")) {
                return each;
            }
        }
        return null;
    }

    /** That of a {@code LOCK TABLE … IN … MODE}; null where it is none. */
    static @Nullable LockMode ofSql(String words) {
        String name = words.toUpperCase(Locale.ROOT).replace(' ', '_');
        for (LockMode each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }
}
