package dev.belay.lint;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a statement would do.
 *
 * @param what the act in a few words: {@code create table orders}
 * @param lock the strongest lock it takes, in the engine's own term: {@code ACCESS EXCLUSIVE}; null
 *     where it takes none worth naming
 * @param locks the locks it takes on what exists already, the strongest of each
 * @param outlastsSnapshots true if it ends only after every transaction that has read before it
 * @param advice what a person should think of first
 */
public record Judgement(
        String what,
        @Nullable String lock,
        List<TableLock> locks,
        boolean outlastsSnapshots,
        Risk risk,
        List<Advice> advice) {
    public Judgement {
        locks = List.copyOf(locks);
        advice = List.copyOf(advice);
    }

    /** What it locks, unquoted, qualified where the statement qualifies it. */
    public List<String> tables() {
        return locks.stream().map(l -> l.table().text()).distinct().toList();
    }
}
