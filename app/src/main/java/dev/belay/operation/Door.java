package dev.belay.operation;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The door of a database, kept shut by whoever renames it: a rename locks the database against new
 * connections, and fails when somebody is still inside after five seconds. Several sessions take
 * turns: the others queue for the lock before anybody else does, and have it when those before them
 * fail. Who queues again stands behind those who came to the door meanwhile, so that it is shut for
 * five seconds a session. Nothing of this outlives them, so whatever ends this process opens the
 * door.
 */
final class Door implements AutoCloseable {
    /** PostgreSQL's object_in_use, after it waited five seconds for sessions to leave. */
    private static final String IN_USE = "55006";

    /** Longer than one of them can hold it. */
    private static final String QUEUE = "set lock_timeout to '20s'";

    private final String database;
    private final List<Turn> turns;
    private boolean shut;
    private int failures;
    private @Nullable SQLException last;

    /** One of them, and its rename. */
    private static final class Turn {
        final Session session;
        final int pid;
        final String sql;
        private volatile @Nullable Statement running;
        private @Nullable CompletableFuture<@Nullable SQLException> rename;

        Turn(Session session, String sql) throws SQLException {
            this.session = session;
            this.sql = sql;
            this.pid = session.one("backend", row -> row.getInt("pid"));
            Maintenance.run(session, QUEUE);
            session.connection().setAutoCommit(false);
        }

        void begin() {
            CompletableFuture<@Nullable SQLException> end = new CompletableFuture<>();
            rename = end;
            Thread.ofPlatform().daemon().name("belay-rename").start(() -> end.complete(renamed()));
        }

        private @Nullable SQLException renamed() {
            try (Statement statement = session.connection().createStatement()) {
                running = statement;
                statement.execute(sql);
                return null;
            } catch (SQLException e) {
                return e;
            } catch (RuntimeException e) {
                return new SQLException(e);
            } finally {
                running = null;
            }
        }

        boolean begun() {
            return rename != null;
        }

        boolean done() {
            return rename != null && rename.isDone();
        }

        @Nullable SQLException failure() {
            try {
                return rename == null ? null : rename.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new SQLException(e);
            } catch (ExecutionException e) {
                return new SQLException(e.getCause());
            }
        }

        /** Waits for its end, so that the session is free again. */
        void cancel() {
            Statement statement = running;
            if (statement != null) {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    // Then it ends by itself, within seconds.
                }
            }
            failure();
        }
    }

    /**
     * @param keepers a session for each five seconds
     * @param database its name
     * @param rename the statement that gives it another name
     */
    Door(List<Session> keepers, String database, String rename) throws SQLException {
        this.database = database;
        List<Turn> all = new ArrayList<>();
        for (Session each : keepers) {
            all.add(new Turn(each, rename));
        }
        this.turns = List.copyOf(all);
        turns.getFirst().begin();
    }

    /** True as soon as nobody can come in any more, until it is closed. */
    boolean shut(Session asking) throws SQLException {
        if (!shut) {
            shut =
                    asking.one(
                                    "restore-door",
                                    row -> row.getInt("shut"),
                                    turns.getFirst().pid,
                                    database)
                            > 0;
            if (shut) {
                turns.stream().filter(turn -> !turn.begun()).forEach(Turn::begin);
            }
        }
        return shut;
    }

    /** How often somebody was still inside after five seconds. */
    int failures() {
        return failures;
    }

    /** The server's words for the last time that somebody was inside; null if nobody was. */
    @Nullable SQLException last() {
        return last;
    }

    /**
     * The session that has renamed it and not committed that; null while somebody is inside.
     *
     * @throws SQLException if it cannot be renamed for another reason
     */
    @Nullable Session renamed() throws SQLException {
        for (Turn turn : turns) {
            if (!turn.done()) {
                continue;
            }
            SQLException failure = turn.failure();
            if (failure == null) {
                turns.stream().filter(other -> other != turn).forEach(Turn::cancel);
                return turn.session;
            }
            if (!IN_USE.equals(failure.getSQLState())) {
                throw failure;
            }
            last = failure;
            failures++;
            turn.session.connection().rollback();
            turn.begin();
        }
        return null;
    }

    /** What was not committed was not done. */
    @Override
    public void close() {
        turns.forEach(Turn::cancel);
    }
}
