package dev.belay.watch;

import dev.belay.activity.LockTree;
import dev.belay.activity.LockWords;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that somebody has waited for a lock for too long: longer than the target's threshold and
 * the time that a wait has to end by itself. Each time once, until nobody waits that long any more.
 * Not thread-safe.
 */
public final class LockAlarm {
    /** How long a wait may be over its threshold before anybody is disturbed. */
    public static final Duration HOLD = Duration.ofSeconds(10);

    private final Set<String> told = new HashSet<>();

    /** The chain in one sentence, if that is to be told now. */
    public Optional<String> hear(View view, Instant now) {
        LockTree tree = view.inside().locks().value();
        if (tree == null || view.stale(now, view.inside().locks())) {
            return Optional.empty();
        }
        String name = view.target().name();
        Duration longest = tree.longest().orElse(Duration.ZERO);
        Duration threshold = view.target().thresholds().lockWait();
        if (longest.compareTo(threshold) < 0) {
            told.remove(name);
        }
        return longest.compareTo(threshold.plus(HOLD)) > 0 && told.add(name)
                ? LockWords.chain(tree)
                : Optional.empty();
    }
}
