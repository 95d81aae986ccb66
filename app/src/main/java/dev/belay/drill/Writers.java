package dev.belay.drill;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.lint.SchemaObject;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Writers that all change one row of {@code projects} as an application with optimistic locking
 * does: each names the version it read, and reads again where another was quicker.
 */
final class Writers {
    private static final String TABLE = "projects";
    private static final int EACH = 25;

    /** Between reading and writing, as a person who edits; so that they get in each other's way. */
    private static final Duration THOUGHT = Duration.ofMillis(2);

    private final Sessions sessions;
    private final Target target;
    private final BooleanSupplier stopped;

    Writers(Sessions sessions, Target target, BooleanSupplier stopped) {
        this.sessions = sessions;
        this.target = target;
        this.stopped = stopped;
    }

    private record Own(long made, long conflicts) {}

    /** The row, and how its version is read and changed. */
    private record Row(Object id, String read, String write) {
        long version(Session session) throws SQLException {
            return session.select(read, row -> row.getLong(1), id).getFirst();
        }
    }

    /** Lets so many write at once; null where there is no such row. */
    Drilled.@Nullable Updates run(int writers)
            throws SQLException, ConnectException, InterruptedException {
        try (Session session = sessions.open(target, Purpose.WORK)) {
            Row row = row(session);
            if (row == null) {
                return null;
            }
            long before = row.version(session);
            long made = 0;
            long conflicts = 0;
            for (Own each : all(writers, row)) {
                made += each.made;
                conflicts += each.conflicts;
            }
            long lost = before + made - row.version(session);
            return new Drilled.Updates(writers, made, conflicts, lost);
        }
    }

    /** Null where the table, its columns or its rows are missing. */
    private static @Nullable Row row(Session session) throws SQLException {
        for (SchemaObject table : Content.tables(session)) {
            String name = table.quoted();
            if (table.name().equals(TABLE)
                    && session.all("seed-columns", row -> row.getString("name"), name)
                            .containsAll(List.of("id", "version"))) {
                List<Object> ids =
                        session.select(
                                "select id from " + name + " order by id limit 1",
                                row -> row.getObject(1));
                return ids.isEmpty()
                        ? null
                        : new Row(
                                ids.getFirst(),
                                "select version from " + name + " where id = ?",
                                "update "
                                        + name
                                        + " set version = version + 1 where id = ? and version ="
                                        + " ?");
            }
        }
        return null;
    }

    private List<Own> all(int writers, Row row)
            throws SQLException, ConnectException, InterruptedException {
        List<Own> ended = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("belay-drill-", 0).factory())) {
            Callable<Own> writer = () -> write(row);
            List<Future<Own>> begun = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                begun.add(threads.submit(writer));
            }
            for (Future<Own> each : begun) {
                ended.add(each.get());
            }
            return ended;
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case SQLException sql -> throw sql;
                case ConnectException connect -> throw connect;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Own write(Row row) throws SQLException, ConnectException {
        long made = 0;
        long conflicts = 0;
        try (Session session = sessions.open(target, Purpose.WORK);
                PreparedStatement update = session.connection().prepareStatement(row.write)) {
            while (made < EACH && !stopped.getAsBoolean()) {
                update.setObject(1, row.id);
                update.setLong(2, row.version(session));
                LockSupport.parkNanos(THOUGHT.toNanos());
                if (update.executeUpdate() == 1) {
                    made++;
                } else {
                    conflicts++;
                }
            }
        }
        return new Own(made, conflicts);
    }
}
