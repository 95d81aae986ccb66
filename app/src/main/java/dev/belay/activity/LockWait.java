package dev.belay.activity;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a session waits for.
 *
 * @param waited by the server's own clock; null in the first moments of a wait
 * @param mode as the server names it: {@code AccessExclusiveLock}
 * @param on what is locked
 * @param blockedBy pids, exactly as the server tells them; 0 stands for prepared transactions
 * @param hard those of them that hold what is waited for; the others stand before it in the queue
 */
public record LockWait(
        @Nullable Duration waited, String mode, Locked on, List<Integer> blockedBy, Set<Who> hard) {

    /**
     * What is locked.
     *
     * @param type as the server names it: {@code relation}, {@code transactionid}
     * @param name for people: {@code orders}
     * @param row true if it is one row of the table of that name
     */
    public record Locked(String type, String name, boolean row) {
        /** {@code orders}, {@code row of orders}. */
        public String words() {
            return row ? Messages.text("activity.row", name) : name;
        }
    }

    /** {@code row of orders}, with a word where only the queue's order blocks. */
    public String object() {
        return soft() ? Messages.text("activity.queue", on.words()) : on.words();
    }

    /** True if nobody holds what is waited for, so that only the queue's order blocks. */
    public boolean soft() {
        return hard.isEmpty() && !blockedBy.isEmpty();
    }

    /** The mode as SQL has it: {@code ACCESS EXCLUSIVE}. */
    public String modeWords() {
        return words(mode);
    }

    static String words(String mode) {
        return mode.replaceAll("Lock$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(java.util.Locale.ROOT);
    }
}
