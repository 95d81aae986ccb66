package dev.belay.db;

import java.sql.SQLException;

/**
 * The one place of an operation on a target, across threads, processes and workstations. Used by
 * one thread at a time, {@link #close} by any.
 */
public interface Claim extends AutoCloseable {
    /** True if taking it would make something that stays, beside a file that has no such thing. */
    default boolean makes() {
        return false;
    }

    /** Takes it if nobody has it, without waiting; true if it is held now. */
    boolean take() throws SQLException;

    /** Who has it, as far as that can be told, in words. */
    String holder() throws SQLException;

    /**
     * True as long as it is held for certain: a server that does not answer, or a session that
     * ended, holds it no longer. Blocks up to the deadlines of {@link Purpose#CLAIM}.
     */
    boolean held();

    /** Gives it back, without waiting for a server that does not answer. */
    @Override
    void close();
}
