package dev.belay.lint;

import java.util.Comparator;

/**
 * A lock that a statement takes on a table, view or index.
 *
 * @param awaited the statement waits until nobody holds what conflicts with this, though it may be
 *     stronger than its own lock: CONCURRENTLY lets others go on, and sees out those who were there
 */
public record TableLock(SchemaObject table, LockMode mode, LockMode awaited) {
    /** Weakest first. */
    public static final Comparator<TableLock> WEIGHT =
            Comparator.comparing(TableLock::mode).thenComparing(TableLock::awaited);

    public TableLock(SchemaObject table, LockMode mode) {
        this(table, mode, mode);
    }

    /** True if it waits for transactions that its own lock does not conflict with. */
    public boolean patient() {
        return awaited != mode;
    }
}
