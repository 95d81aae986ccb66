package dev.belay.backup;

import dev.belay.db.Sessions;
import dev.belay.store.Home;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes verified copies of targets, in {@code <backups>/<target>/safety/}: the file, and beside it
 * its {@link Manifest}.
 */
public final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final Copier sqlite;
    private final Copier postgresql;
    private final Supplier<Home> home;
    private final Clock clock;

    /** One that was taken. */
    public record Copy(Path file, Manifest manifest) {}

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
     * @param version of its schema now: empty if it has none, null if that is not known
     * @return the copy's file; what it holds stands in the file {@code .json} beside it
     * @throws dev.belay.message.BelayException if it cannot be taken, or the attendant is gone;
     *     nothing is left behind
     */
    public Path take(
            Target target, String operation, @Nullable String version, Attendant attendant) {
        Copier copier = copier(target.engine());
        Path folder = folder(target);
        Copier.Order order = new Copier.Order(operation, version, clock.instant());
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

    /**
     * The copies of the target that are there, newest first; those of a target that was called the
     * same and stood elsewhere are none of its.
     */
    public List<Copy> of(Target target) {
        Path own = Place.folder(folder(target), target.name());
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(f -> f.toString().endsWith(Place.MANIFEST))
                    .flatMap(f -> read(f).stream())
                    .filter(c -> c.manifest().database().equals(target.place()))
                    .filter(c -> Files.exists(c.file()))
                    .sorted(Comparator.comparing((Copy c) -> c.manifest().takenAt()).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The copies in {} cannot be listed", own, e);
            return List.of();
        }
    }

    private static Optional<Copy> read(Path beside) {
        try {
            Manifest manifest = Manifest.read(Files.readString(beside));
            return Optional.of(new Copy(beside.resolveSibling(manifest.file()), manifest));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.info("{} is no manifest of a copy", beside, e);
            return Optional.empty();
        }
    }
}
