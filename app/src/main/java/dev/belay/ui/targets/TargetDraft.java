package dev.belay.ui.targets;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.PgBouncerPlace;
import dev.belay.target.ProfileRules;
import dev.belay.target.SshJump;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Thresholds;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A profile while it is written: every field as text, and what is wrong with it. */
final class TargetDraft {
    private static final List<Field> NUMBERS =
            List.of(Field.POOL_WARN, Field.POOL_LIMIT, Field.LOCK_WAIT, Field.LATENCY);

    private static final int POSTGRESQL_PORT = 5432;

    /** What stands in a field and is an option of the profile. */
    private static final Map<Field, String> OPTIONS =
            Map.of(Field.ACT_USER, TargetUrl.ACT_USER, Field.PGBOUNCER, TargetUrl.PGBOUNCER);

    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Target original;
    private Engine engine;
    private Environment environment;
    private @Nullable TlsMode tls;

    private TargetDraft(Target original) {
        this.original = original;
        this.engine = original.engine();
        this.environment = original.environment();
    }

    /** A new one, for a server on this machine. */
    static TargetDraft empty() {
        Address nowhere =
                new Address.Server("localhost", POSTGRESQL_PORT, "", null, Tls.DEFAULT, null);
        TargetDraft draft =
                new TargetDraft(Target.of("", Engine.POSTGRESQL, Environment.DEVELOPMENT, nowhere));
        draft.fill(draft.original);
        return draft;
    }

    static TargetDraft of(Target target) {
        TargetDraft draft = new TargetDraft(target);
        draft.fill(target);
        return draft;
    }

    /** A new one with what a URL says; its name is made from the database's. */
    static TargetDraft of(TargetUrl url) {
        Target target =
                Target.of("", url.engine(), Environment.DEVELOPMENT, url.address())
                        .withOptions(url.options());
        TargetDraft draft = of(target);
        draft.set(Field.NAME, target.databaseName().replaceFirst("\\.(db|sqlite3?)$", ""));
        return draft;
    }

    private void fill(Target target) {
        set(Field.NAME, target.name());
        fillAddress(target.address());
        OPTIONS.forEach((field, key) -> set(field, target.options().getOrDefault(key, "")));
        set(Field.MIGRATIONS, text(target.folders().migrations()));
        set(Field.SEEDS, text(target.folders().seeds()));
        set(Field.BACKUPS, text(target.folders().backups()));
        String schedule = target.backupRules().schedule();
        set(Field.SCHEDULE, schedule == null ? "" : schedule);
        FlywaySettings flyway = target.flyway();
        set(Field.FLYWAY_FILE, text(flyway.file()));
        set(Field.SCHEMAS, String.join(", ", flyway.schemas()));
        set(Field.TABLE, flyway.table() == null ? "" : flyway.table());
        set(Field.LOCATIONS, join(flyway.locations().stream().map(Path::toString).toList()));
        set(
                Field.PLACEHOLDERS,
                join(
                        new TreeMap<>(flyway.placeholders())
                                .entrySet().stream()
                                        .map(e -> e.getKey() + "=" + e.getValue())
                                        .toList()));
        Thresholds lines = target.thresholds();
        set(Field.POOL_WARN, Integer.toString(lines.poolWarn()));
        set(Field.POOL_LIMIT, Integer.toString(lines.poolLimit()));
        set(Field.LOCK_WAIT, Long.toString(lines.lockWait().toMillis()));
        set(Field.LATENCY, Long.toString(lines.latency().toMillis()));
        set(Field.COUNTED_TABLES, join(lines.countedTables()));
    }

    private void fillAddress(Address address) {
        switch (address) {
            case Address.File file -> set(Field.FILE, file.path().toString());
            case Address.Server server -> {
                set(Field.HOST, server.host());
                set(Field.PORT, Integer.toString(server.port()));
                set(Field.DATABASE, server.database());
                set(Field.USER, server.user() == null ? "" : server.user());
                tls = server.tls().mode();
                set(Field.ROOT_CERTIFICATE, text(server.tls().rootCertificate()));
                set(Field.CLIENT_CERTIFICATE, text(server.tls().clientCertificate()));
                set(Field.CLIENT_KEY, text(server.tls().clientKey()));
                set(Field.SSH, server.jump() == null ? "" : server.jump().text());
            }
        }
    }

    /** Takes a URL's place over; what else was written stays. */
    void paste(TargetUrl url) {
        engine = url.engine();
        fillAddress(url.address());
        if (text(Field.NAME).isEmpty()) {
            set(Field.NAME, of(url).text(Field.NAME));
        }
    }

    String text(Field field) {
        return texts.getOrDefault(field, "");
    }

    void set(Field field, String text) {
        texts.put(field, text.strip());
    }

    Engine engine() {
        return engine;
    }

    void engine(Engine other) {
        engine = other;
    }

    Environment environment() {
        return environment;
    }

    void environment(Environment other) {
        environment = other;
    }

    /** Null for the default of the host. */
    @Nullable TlsMode tls() {
        return tls;
    }

    void tls(@Nullable TlsMode mode) {
        tls = mode;
    }

    /** The name it was read under, empty for a new one. */
    String originalName() {
        return original.name();
    }

    /** When its backups are taken by themselves. */
    ScheduleText schedule() {
        return ScheduleText.of(text(Field.SCHEDULE));
    }

    /** What is wrong, by field, each with one sentence; empty if it can be saved. */
    Map<Field, String> faults() {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        try {
            ProfileRules.name(text(Field.NAME));
        } catch (BelayException e) {
            faults.put(Field.NAME, sentence(e.problem().why()));
        }
        if (engine == Engine.SQLITE) {
            fault(faults, Field.FILE, text(Field.FILE).isEmpty(), "targets.fault.file");
        } else {
            serverFaults(faults);
        }
        for (Field path : List.of(Field.FILE, Field.MIGRATIONS, Field.SEEDS, Field.BACKUPS)) {
            fault(
                    faults,
                    path,
                    path(path).isEmpty() && !text(path).isEmpty(),
                    "targets.fault.path");
        }
        for (Field number : NUMBERS) {
            fault(faults, number, !text(number).matches("[1-9][0-9]{0,6}"), "targets.fault.number");
        }
        if (!schedule().fault().isEmpty()) {
            faults.put(Field.SCHEDULE, sentence(schedule().fault()));
        }
        boolean pairs = parts(Field.PLACEHOLDERS).stream().allMatch(p -> p.indexOf('=') > 0);
        fault(faults, Field.PLACEHOLDERS, !pairs, "targets.fault.placeholders");
        return faults;
    }

    private void serverFaults(Map<Field, String> faults) {
        boolean port = ProfileRules.port(text(Field.PORT)).isPresent();
        fault(faults, Field.HOST, !ProfileRules.isHost(text(Field.HOST)), "targets.fault.host");
        fault(faults, Field.PORT, !port, "targets.fault.port");
        fault(faults, Field.DATABASE, text(Field.DATABASE).isEmpty(), "targets.fault.database");
        boolean jump = text(Field.SSH).isEmpty() || SshJump.of(text(Field.SSH)).isPresent();
        fault(faults, Field.SSH, !jump, "targets.fault.ssh");
        String pooler = text(Field.PGBOUNCER);
        boolean place = pooler.isEmpty() || PgBouncerPlace.of(pooler).isPresent();
        fault(faults, Field.PGBOUNCER, !place, "targets.fault.pgbouncer");
        for (Field file :
                List.of(Field.ROOT_CERTIFICATE, Field.CLIENT_CERTIFICATE, Field.CLIENT_KEY)) {
            boolean there =
                    text(file).isEmpty() || path(file).map(p -> p.toFile().isFile()).orElse(false);
            fault(faults, file, !there, "targets.fault.certificate");
        }
    }

    private static void fault(Map<Field, String> faults, Field field, boolean wrong, String key) {
        if (wrong) {
            faults.putIfAbsent(field, Messages.text(key));
        }
    }

    private static String sentence(String why) {
        return why.isEmpty() ? why : Character.toUpperCase(why.charAt(0)) + why.substring(1);
    }

    /** The profile; only without {@link #faults}. */
    Target target() {
        return Target.of(text(Field.NAME), engine, environment, address())
                .withFolders(
                        new Folders(
                                path(Field.MIGRATIONS).orElse(null),
                                path(Field.SEEDS).orElse(null),
                                path(Field.BACKUPS).orElse(null)))
                .withFlyway(flyway())
                .withThresholds(thresholds())
                .withOptions(options())
                .withBackupRules(original.backupRules().withSchedule(schedule().expression()))
                .withVersion(original.version());
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        if (engine == original.engine()) {
            options.putAll(original.options());
        }
        options.keySet().removeAll(OPTIONS.values());
        OPTIONS.forEach(
                (field, key) -> {
                    if (engine != Engine.SQLITE && !text(field).isEmpty()) {
                        options.put(key, text(field));
                    }
                });
        return options;
    }

    private Address address() {
        if (engine == Engine.SQLITE) {
            return new Address.File(path(Field.FILE).orElseThrow());
        }
        String user = text(Field.USER);
        return new Address.Server(
                text(Field.HOST),
                Integer.parseInt(text(Field.PORT)),
                text(Field.DATABASE),
                user.isEmpty() ? null : user,
                new Tls(
                        tls,
                        path(Field.ROOT_CERTIFICATE).orElse(null),
                        path(Field.CLIENT_CERTIFICATE).orElse(null),
                        path(Field.CLIENT_KEY).orElse(null)),
                SshJump.of(text(Field.SSH)).orElse(null));
    }

    private FlywaySettings flyway() {
        String table = text(Field.TABLE);
        return new FlywaySettings(
                parts(Field.SCHEMAS),
                table.isEmpty() ? null : table,
                parts(Field.LOCATIONS).stream().map(p -> Path.of(p).toAbsolutePath()).toList(),
                parts(Field.PLACEHOLDERS).stream()
                        .collect(
                                Collectors.toMap(
                                        p -> p.substring(0, p.indexOf('=')),
                                        p -> p.substring(p.indexOf('=') + 1),
                                        (first, second) -> second)),
                path(Field.FLYWAY_FILE).orElse(null));
    }

    private Thresholds thresholds() {
        Thresholds before = original.thresholds();
        return new Thresholds(
                Integer.parseInt(text(Field.POOL_WARN)),
                Integer.parseInt(text(Field.POOL_LIMIT)),
                Duration.ofMillis(Long.parseLong(text(Field.LOCK_WAIT))),
                before.longTransaction(),
                before.idleInTransaction(),
                Duration.ofMillis(Long.parseLong(text(Field.LATENCY))),
                before.freeDisk(),
                parts(Field.COUNTED_TABLES));
    }

    private Optional<Path> path(Field field) {
        try {
            String text = text(field);
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private List<String> parts(Field field) {
        return Arrays.stream(text(field).split(",", -1))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    private static String join(List<String> parts) {
        return String.join(", ", parts);
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }
}
