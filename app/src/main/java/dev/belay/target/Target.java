package dev.belay.target;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One database Belay connects to, as its profile describes it. It never holds a password.
 *
 * @param options driver options from the allow-list of {@link TargetUrl}, never free properties
 * @param backupRules when backups are taken, where they are proven, which are kept
 * @param version counts the saves of the profile, 0 for one never saved; a save with an old version
 *     is refused
 */
public record Target(
        String name,
        Engine engine,
        Environment environment,
        Address address,
        Folders folders,
        FlywaySettings flyway,
        Thresholds thresholds,
        Map<String, String> options,
        BackupRules backupRules,
        long version) {
    public Target {
        options = Map.copyOf(options);
        boolean file = address instanceof Address.File;
        if (file != (engine == Engine.SQLITE)) {
            throw new IllegalArgumentException(engine + " has no such address: " + address);
        }
    }

    /** A target whose profile says nothing of its backups. */
    public Target(
            String name,
            Engine engine,
            Environment environment,
            Address address,
            Folders folders,
            FlywaySettings flyway,
            Thresholds thresholds,
            Map<String, String> options,
            long version) {
        this(
                name,
                engine,
                environment,
                address,
                folders,
                flyway,
                thresholds,
                options,
                BackupRules.DEFAULT,
                version);
    }

    /** A target with every default, as a bare URL gives it. */
    public static Target of(String name, Engine engine, Environment environment, Address address) {
        return new Target(
                name,
                engine,
                environment,
                address,
                Folders.DEFAULT,
                FlywaySettings.DEFAULT,
                Thresholds.DEFAULT,
                Map.of(),
                0);
    }

    /**
     * The database's own name, which a destructive act asks to be typed: the database, or the
     * file's name.
     */
    public String databaseName() {
        return switch (address) {
            case Address.File file -> String.valueOf(file.path().getFileName());
            case Address.Server server -> server.database();
        };
    }

    /**
     * Where it is, for people, without any secret: {@code app@db-7:5432/webshop}, or the full path.
     */
    public String place() {
        return switch (address) {
            case Address.File file -> file.path().toString();
            case Address.Server s ->
                    (s.user() == null ? "" : s.user() + "@")
                            + (s.host().indexOf(':') < 0 ? s.host() : "[" + s.host() + "]")
                            + ":"
                            + s.port()
                            + "/"
                            + s.database();
        };
    }

    /**
     * The same database as the role that changes it, where that is another one than the role it is
     * watched by.
     */
    public Target acting() {
        String user = options.get(TargetUrl.ACT_USER);
        return user != null && address instanceof Address.Server server
                ? withAddress(server.withUser(user))
                : this;
    }

    /** The admin console of the PgBouncer before it; empty where the profile names none. */
    public Optional<Target> pgBouncer() {
        String place = options.get(TargetUrl.PGBOUNCER);
        return place != null && address instanceof Address.Server server
                ? PgBouncerPlace.of(place)
                        .map(p -> withAddress(p.console(server)).withOptions(Map.of()))
                : Optional.empty();
    }

    /** What people call it: its name, or its place where it was never saved. */
    public String known() {
        return version > 0 ? name : place();
    }

    public Path migrations() {
        Path folder = folders.migrations();
        return folder == null ? Folders.defaultMigrations() : folder;
    }

    public Path seeds() {
        Path folder = folders.seeds();
        return folder == null ? Folders.defaultSeeds() : folder;
    }

    public Target withAddress(Address other) {
        return new Target(
                name,
                engine,
                environment,
                other,
                folders,
                flyway,
                thresholds,
                options,
                backupRules,
                version);
    }

    public Target withFolders(Folders other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                other,
                flyway,
                thresholds,
                options,
                backupRules,
                version);
    }

    public Target withFlyway(FlywaySettings other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                folders,
                other,
                thresholds,
                options,
                backupRules,
                version);
    }

    public Target withThresholds(Thresholds other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                folders,
                flyway,
                other,
                options,
                backupRules,
                version);
    }

    public Target withEnvironment(Environment other) {
        return new Target(
                name,
                engine,
                other,
                address,
                folders,
                flyway,
                thresholds,
                options,
                backupRules,
                version);
    }

    public Target withOptions(Map<String, String> other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                folders,
                flyway,
                thresholds,
                other,
                backupRules,
                version);
    }

    public Target withVersion(long other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                folders,
                flyway,
                thresholds,
                options,
                backupRules,
                other);
    }

    public Target withBackupRules(BackupRules other) {
        return new Target(
                name,
                engine,
                environment,
                address,
                folders,
                flyway,
                thresholds,
                options,
                other,
                version);
    }
}
