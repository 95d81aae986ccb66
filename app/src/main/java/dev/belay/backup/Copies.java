package dev.belay.backup;

import dev.belay.db.Sessions;
import dev.belay.store.Home;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes verified copies of targets, in {@code <backups>/<target>/safety/}: the file, and beside it
 * its {@link Manifest}.
 */
public final class Copies {
    private final Copier sqlite;
    private final Copier postgresql;
    private final Supplier<Home> home;
    private final Clock clock;

    /**
     * @param fileCopy how SQLite copies a database in use
     * @param home whose folder of backups holds for targets that name none
     */
    public Copies(
            Sessions sessions, FileCopy fileCopy, Tools tools, Supplier<Home> home, Clock clock) {
        this.sqlite = new SqliteCopier(sessions, fileCopy);
        this.postgresql = new PostgresqlCopier(sessions, tools);
        this.home = home;
        this.clock = clock;
    }

    private Copier copier(Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite;
            case POSTGRESQL -> postgresql;
            case MYSQL, MARIADB -> throw new IllegalArgumentException(engine.title());
        };
    }

    /** Why none can be taken of this target here, in one sentence; empty if one can. */
    public Optional<String> hindrance(Target target) {
        return copier(target.engine()).hindrance(target);
    }

    /** That of all backups of the target and others; it need not be there. */
    public Path folder(Target target) {
        return Objects.requireNonNullElseGet(
                target.folders().backups(), () -> home.get().backups());
    }

    /**
     * Copies the target and verifies the copy; blocks as long as that takes, so it belongs on a
     * platform thread.
     *
     * @param operation what it is taken before
     * @return the copy's file; what it holds stands in the file {@code .json} beside it
     * @throws dev.belay.message.BelayException if it cannot be taken, or the attendant is gone;
     *     nothing is left behind
     */
    public Path take(Target target, String operation, Attendant attendant) {
        Copier copier = copier(target.engine());
        Path folder = folder(target);
        Copier.Order order = new Copier.Order(operation, clock.instant());
        try (Place place =
                Place.make(folder, target.name(), order.at(), operation, copier.ending())) {
            Manifest manifest = copier.copy(target, folder, place, order, attendant);
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            return place.finish(manifest);
        } catch (IOException e) {
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        }
    }
}
