package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Store;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The profiles of saved targets, in the store. Several Belays may change them at once: a save that
 * would overwrite another's is refused.
 */
public final class Targets {
    private static final String SELECT =
            "SELECT name, engine, environment, profile, version FROM target";

    private static final String FIND = SELECT + " WHERE name = ?";

    private final Store store;

    public Targets(Store store) {
        this.store = store;
    }

    /** All of them, by name. */
    public List<Target> list() {
        return store.rows(SELECT + " ORDER BY name COLLATE NOCASE, name", Targets::target);
    }

    public Optional<Target> find(String name) {
        return store.rows(FIND, Targets::target, name).stream().findFirst();
    }

    /**
     * The target of that name.
     *
     * @throws BelayException with {@link ExitCode#NOT_FOUND}, naming those there are
     */
    public Target get(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private BelayException unknown(String name) {
        List<String> names = list().stream().limit(20).map(Target::name).toList();
        String key = names.isEmpty() ? "target.none" : "target.unknown";
        return Problem.of(key, UrlText.visible(name), ExitCode.NOT_FOUND, String.join(", ", names))
                .asException();
    }

    private static boolean exists(Handle handle, String name) {
        return handle.createQuery(FIND).bind(0, name).mapToMap().findOne().isPresent();
    }

    private static Target target(ResultSet row) throws SQLException {
        String name = row.getString("name");
        try {
            return ProfileJson.read(
                    name,
                    Engine.valueOf(row.getString("engine").toUpperCase(Locale.ROOT)),
                    Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT)),
                    row.getString("profile"),
                    row.getLong("version"));
        } catch (RuntimeException e) {
            throw Problem.of("target.profile", name, ExitCode.CORRUPT).asException(e);
        }
    }

    /**
     * Saves a new profile.
     *
     * @return the target with its version, 1
     * @throws BelayException with {@link ExitCode#REFUSED} if the name is taken, {@link
     *     ExitCode#USAGE} if a field is not valid
     */
    public Target add(Target target) {
        return addAll(List.of(target)).getFirst();
    }

    /**
     * Saves new profiles, all of them or none.
     *
     * @return the targets with their version, 1
     * @throws BelayException as {@link #add} does, of the first that is not saved
     */
    public List<Target> addAll(List<Target> targets) {
        targets.forEach(ProfileRules::check);
        return store.write(
                handle -> targets.stream().map(target -> insert(handle, target)).toList());
    }

    private static Target insert(Handle handle, Target target) {
        if (exists(handle, target.name())) {
            throw refused("target.taken", target.name());
        }
        handle.createUpdate(
                        "INSERT INTO target (name, engine, environment, profile, version)"
                                + " VALUES (:name, :engine, :environment, :profile, 1)")
                .bindMap(columns(target))
                .execute();
        return target.withVersion(1);
    }

    /**
     * Saves a changed profile over the one it was made from, also under another name.
     *
     * @param name the name the profile had
     * @param target carries the version that was read
     * @return the target with its new version
     * @throws BelayException with {@link ExitCode#REFUSED} if it was changed elsewhere meanwhile or
     *     the new name is taken, {@link ExitCode#NOT_FOUND} if it was removed; nothing is changed
     */
    public Target save(String name, Target target) {
        ProfileRules.check(target);
        return store.write(
                handle -> {
                    if (!name.equals(target.name()) && exists(handle, target.name())) {
                        throw refused("target.taken", target.name());
                    }
                    int changed =
                            handle.createUpdate(
                                            "UPDATE target SET name = :name, engine = :engine,"
                                                    + " environment = :environment,"
                                                    + " profile = :profile, version = version + 1"
                                                    + " WHERE name = :old AND version = :version")
                                    .bindMap(columns(target))
                                    .bind("old", name)
                                    .bind("version", target.version())
                                    .execute();
                    if (changed == 0) {
                        throw exists(handle, name)
                                ? refused("target.changed", name)
                                : Problem.of("target.removed", name, ExitCode.NOT_FOUND)
                                        .asException();
                    }
                    return target.withVersion(target.version() + 1);
                });
    }

    private static Map<String, String> columns(Target target) {
        return Map.of(
                "name", target.name(),
                "engine", target.engine().id(),
                "environment", target.environment().id(),
                "profile", ProfileJson.write(target));
    }

    private static BelayException refused(String key, String name) {
        return Problem.of(key, name, ExitCode.REFUSED).asException();
    }

    /**
     * Removes a profile, and what was last known of the target. The database itself is not touched.
     *
     * @throws BelayException with {@link ExitCode#NOT_FOUND} if there is none of that name
     */
    public void remove(String name) {
        int removed =
                store.write(handle -> handle.execute("DELETE FROM target WHERE name = ?", name));
        if (removed == 0) {
            throw unknown(name);
        }
    }

    /** Keeps what is known of targets now, by name; a name whose profile is gone is passed over. */
    public void saw(Map<String, LastSeen> seen) {
        store.write(
                handle -> {
                    seen.forEach((name, known) -> saw(handle, name, known));
                    return seen.size();
                });
    }

    private static void saw(Handle handle, String name, LastSeen seen) {
        handle.createUpdate(
                        "INSERT INTO target_seen (name, status, seen_at, sentence)"
                                + " SELECT name, :status, :at, :sentence"
                                + " FROM target WHERE name = :name"
                                + " ON CONFLICT (name) DO UPDATE SET"
                                + " status = excluded.status,"
                                + " seen_at = excluded.seen_at,"
                                + " sentence = excluded.sentence")
                .bind("name", name)
                .bind("status", seen.status())
                .bind("at", seen.at().toEpochMilli())
                .bind("sentence", seen.sentence())
                .execute();
    }

    /** What was last known of each target that ever answered, by name. */
    public Map<String, LastSeen> seen() {
        Map<String, LastSeen> seen = new LinkedHashMap<>();
        store.rows(
                        "SELECT name, status, seen_at, sentence FROM target_seen",
                        row -> Map.entry(row.getString("name"), lastSeen(row)))
                .forEach(each -> seen.put(each.getKey(), each.getValue()));
        return seen;
    }

    private static LastSeen lastSeen(ResultSet row) throws SQLException {
        return new LastSeen(
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("seen_at")),
                row.getString("sentence"));
    }
}
