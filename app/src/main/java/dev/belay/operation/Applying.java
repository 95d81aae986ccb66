package dev.belay.operation;

import dev.belay.history.FlywayRun;
import dev.belay.history.ScriptText;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of each script, and lets those run without a lock timeout that bear no transaction. */
final class Applying implements FlywayRun.Listener {
    private final Work work;
    private final Set<String> alone;
    private final int of;

    /** Over all tries: one that ended early did what came before its end. */
    private final List<FlywayRun.Applied> applied = new ArrayList<>();

    private long began;

    /**
     * @param scripts all that will run
     */
    Applying(Work work, List<ScriptText> scripts) {
        this.work = work;
        this.of = scripts.size();
        this.alone =
                scripts.stream()
                        .filter(t -> !t.transactional())
                        .map(t -> t.file().getFileName().toString())
                        .collect(Collectors.toSet());
    }

    /** What was applied, in its order. */
    List<FlywayRun.Applied> applied() {
        return applied;
    }

    @Override
    public void before(FlywayRun.Running migration, Connection connection) throws SQLException {
        double share = applied.size() / (double) of;
        work.at(Phase.EXECUTING, migration.script(), OptionalDouble.of(share));
        work.note(Phase.EXECUTING, migration.script());
        LockTries.timeout(work.plan().target(), connection, !alone(migration));
        began = System.nanoTime();
    }

    @Override
    public void after(FlywayRun.Running migration, Connection connection) throws SQLException {
        applied.add(
                new FlywayRun.Applied(
                        migration.version(),
                        migration.description(),
                        Duration.ofNanos(System.nanoTime() - began)));
        if (!alone(migration)) {
            work.committing(connection);
        }
    }

    private boolean alone(FlywayRun.Running migration) {
        return alone.contains(Path.of(migration.script()).getFileName().toString());
    }
}
