package dev.belay.backup;

import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.store.Home;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes verified copies of targets: backups in {@code <backups>/<target>/}, copies before dangerous
 * operations in {@code safety/} there. Beside each file stands its {@link Manifest}.
 */
public final class Copies {
    private final Copier sqlite;
    private final Copier postgresql;
    private final Sessions sessions;
    private final Tools tools;
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
        this.sessions = sessions;
        this.tools = tools;
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

    /** What a backup would be now; asks the database its size. */
    public Prospect prospect(Session session) throws SQLException {
        return copier(session.target().engine()).prospect(session);
    }

    /** Bytes free where the backups of the target go. */
    public long free(Target target) throws IOException {
        return Disk.free(folder(target));
    }

    /** That of all backups of the target and others; it need not be there. */
    public Path folder(Target target) {
        return Objects.requireNonNullElseGet(
                target.folders().backups(), () -> home.get().backups());
    }

    /**
     * Copies the target before an operation and verifies the copy; blocks as long as that takes, so
     * it belongs on a platform thread.
     *
     * @param operation what it is taken before
     * @param version of its schema now: empty if it has none, null if that is not known
     * @return the copy's file; what it holds stands in the file {@code .json} beside it
     * @throws dev.belay.message.BelayException if it cannot be taken, or the attendant is gone;
     *     nothing is left behind
     */
    public Path take(
            Target target, String operation, @Nullable String version, Attendant attendant) {
        Instant at = clock.instant();
        String ending = copier(target.engine()).ending();
        return taken(
                        target,
                        () -> Place.safety(folder(target), target.name(), at, operation, ending),
                        new Told(at, version, operation, null),
                        Wish.PLAIN,
                        attendant)
                .stored()
                .file();
    }

    /**
     * Backs the target up and reads the backup back whole; blocks as long as that takes, so it
     * belongs on a platform thread.
     *
     * @throws dev.belay.message.BelayException if it cannot be taken, or the attendant is gone;
     *     nothing is left behind
     */
    public Taken backUp(Target target, Wish wish, Attendant attendant) {
        Instant at = clock.instant();
        String ending = wish.ending(copier(target.engine()).ending());
        return taken(
                target,
                () -> Place.backup(folder(target), target.name(), at, ending),
                new Told(at, wish.version(), null, wish.parent()),
                wish,
                attendant);
    }

    /** What a copy is told of its own reason. */
    private record Told(
            Instant at,
            @Nullable String version,
            @Nullable String before,
            @Nullable String parent) {}

    private interface Making {
        Place place() throws IOException;
    }

    private Taken taken(Target target, Making making, Told told, Wish wish, Attendant attendant) {
        long began = System.nanoTime();
        Path folder = folder(target);
        clear(target);
        try (Place place = making.place()) {
            Copier.Copied copied =
                    copier(target.engine()).copy(target, folder, place, wish, attendant);
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            Manifest manifest =
                    new Manifest(
                            told.before == null ? place.id() : null,
                            String.valueOf(place.file().getFileName()),
                            copied.format(),
                            target.engine().id(),
                            copied.serverVersion(),
                            target.place(),
                            copied.fingerprint(),
                            copied.sha256(),
                            Disk.bytes(place.part()),
                            copied.rows(),
                            told.at,
                            Duration.ofNanos(System.nanoTime() - began).toMillis(),
                            wish.sealing().names(),
                            told.before,
                            told.parent,
                            told.version,
                            copied.tool(),
                            copied.traits(),
                            copied.restore());
            return new Taken(new Stored(place.finish(manifest), manifest, null), copied.opening());
        } catch (IOException e) {
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a backup whole, and compares it with its manifest if it has one. The target is not
     * asked.
     *
     * @param opening {@link Opening#NONE} if there is none; an encrypted file is then compared with
     *     its manifest alone
     * @throws dev.belay.message.BelayException with {@link ExitCode#CORRUPT} if it is damaged,
     *     {@link ExitCode#WRONG_KEY} if it cannot be opened, {@link ExitCode#INCOMPATIBLE} if it is
     *     another engine's or no program here can read it
     */
    public Verified verify(Target target, Path file, Opening opening, Attendant attendant) {
        Path folder = folder(target);
        try (Place place = Place.scratch(folder, target.name())) {
            return new Verification(sessions, tools, target, attendant)
                    .of(file, Backups.at(file).orElse(null), opening, place.plain());
        } catch (IOException e) {
            throw Failure.of(target, folder, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Takes away what killed processes began to write for the target.
     *
     * @return the names of those copies
     */
    public List<String> clear(Target target) {
        Path own = FileName.folder(folder(target), target.name());
        return Stream.of(own, own.resolve("safety"))
                .flatMap(f -> Leftovers.sweep(f).stream())
                .toList();
    }
}
