package dev.belay.target;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The nested parts of a profile as the JSON the store keeps. Field by field, so that the records
 * may change without touching what was saved; what is not there has its default.
 */
public final class ProfileJson {
    /** The tables of the fast parsers take longer to make than all profiles to read. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                                    .disable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                                    .build())
                    .build();

    private ProfileJson() {}

    /** The profile without name, engine, environment and version. */
    public static String write(Target target) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        switch (target.address()) {
            case Address.File file -> root.put("file", file.path().toString());
            case Address.Server server -> write(server, root.putObject("server"));
        }
        ObjectNode folders = root.putObject("folders");
        put(folders, "migrations", target.folders().migrations());
        put(folders, "seeds", target.folders().seeds());
        put(folders, "backups", target.folders().backups());
        write(target.flyway(), root.putObject("flyway"));
        write(target.thresholds(), root.putObject("thresholds"));
        put(root.putObject("options"), target.options());
        write(target.backupRules(), root.putObject("backups"));
        return MAPPER.writeValueAsString(root);
    }

    private static void write(Address.Server server, ObjectNode node) {
        node.put("host", server.host()).put("port", server.port());
        node.put("database", server.database()).put("user", server.user());
        ObjectNode tls = node.putObject("tls");
        tls.put("mode", server.tls().mode() == null ? null : server.tls().mode().id());
        put(tls, "rootCertificate", server.tls().rootCertificate());
        put(tls, "clientCertificate", server.tls().clientCertificate());
        put(tls, "clientKey", server.tls().clientKey());
        if (server.jump() != null) {
            ObjectNode jump = node.putObject("jump");
            jump.put("host", server.jump().host()).put("port", server.jump().port());
            jump.put("user", server.jump().user());
        }
    }

    private static void write(FlywaySettings flyway, ObjectNode node) {
        put(node.putArray("schemas"), flyway.schemas());
        node.put("table", flyway.table());
        put(node.putArray("locations"), flyway.locations().stream().map(Path::toString).toList());
        put(node.putObject("placeholders"), flyway.placeholders());
        put(node, "file", flyway.file());
    }

    private static void write(Thresholds thresholds, ObjectNode node) {
        node.put("poolWarn", thresholds.poolWarn()).put("poolLimit", thresholds.poolLimit());
        node.put("lockWaitMs", thresholds.lockWait().toMillis());
        node.put("longTransactionMs", thresholds.longTransaction().toMillis());
        node.put("idleInTransactionMs", thresholds.idleInTransaction().toMillis());
        node.put("latencyMs", thresholds.latency().toMillis());
        node.put("freeDisk", thresholds.freeDisk());
        put(node.putArray("countedTables"), thresholds.countedTables());
    }

    private static void write(BackupRules rules, ObjectNode node) {
        node.put("schedule", rules.schedule()).put("proveOn", rules.proveOn());
        node.put("proveHere", rules.proveHere()).put("proveLimit", rules.proveLimit());
        Keeping keeping = rules.keeping();
        node.putObject("keep")
                .put("newest", keeping.newest())
                .put("days", keeping.days())
                .put("weeks", keeping.weeks())
                .put("months", keeping.months());
    }

    private static void put(ObjectNode node, String field, @Nullable Path path) {
        node.put(field, path == null ? null : path.toString());
    }

    private static void put(ArrayNode node, List<String> values) {
        values.forEach((Consumer<String>) node::add);
    }

    private static void put(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }

    /**
     * The target of what {@link #write} made.
     *
     * @throws RuntimeException if the text is no such JSON
     */
    public static Target read(
            String name, Engine engine, Environment environment, String json, long version) {
        JsonNode root = MAPPER.readTree(json);
        Path file = path(root, "file");
        Map<String, String> options = map(root.path("options"));
        options.keySet().retainAll(TargetUrl.OPTIONS);
        return new Target(
                name,
                engine,
                environment,
                file != null ? new Address.File(file) : server(root.path("server")),
                folders(root.path("folders")),
                flyway(root.path("flyway")),
                thresholds(root.path("thresholds")),
                options,
                backupRules(root.path("backups")),
                version);
    }

    private static Address.Server server(JsonNode node) {
        JsonNode tls = node.path("tls");
        String mode = string(tls, "mode");
        JsonNode jump = node.path("jump");
        return new Address.Server(
                node.path("host").asString(),
                node.path("port").asInt(),
                node.path("database").asString(),
                string(node, "user"),
                new Tls(
                        mode == null ? null : TlsMode.of(mode).orElseThrow(),
                        path(tls, "rootCertificate"),
                        path(tls, "clientCertificate"),
                        path(tls, "clientKey")),
                jump.isObject()
                        ? new SshJump(
                                jump.path("host").asString(),
                                jump.path("port").asInt(SshJump.DEFAULT_PORT),
                                string(jump, "user"))
                        : null);
    }

    private static Folders folders(JsonNode node) {
        return new Folders(path(node, "migrations"), path(node, "seeds"), path(node, "backups"));
    }

    private static FlywaySettings flyway(JsonNode node) {
        return new FlywaySettings(
                list(node.path("schemas")),
                string(node, "table"),
                list(node.path("locations")).stream().map(Path::of).toList(),
                map(node.path("placeholders")),
                path(node, "file"));
    }

    private static Thresholds thresholds(JsonNode node) {
        Thresholds usual = Thresholds.DEFAULT;
        return new Thresholds(
                node.path("poolWarn").asInt(usual.poolWarn()),
                node.path("poolLimit").asInt(usual.poolLimit()),
                millis(node, "lockWaitMs", usual.lockWait()),
                millis(node, "longTransactionMs", usual.longTransaction()),
                millis(node, "idleInTransactionMs", usual.idleInTransaction()),
                millis(node, "latencyMs", usual.latency()),
                node.path("freeDisk").asLong(usual.freeDisk()),
                list(node.path("countedTables")));
    }

    private static BackupRules backupRules(JsonNode node) {
        BackupRules usual = BackupRules.DEFAULT;
        JsonNode keep = node.path("keep");
        return new BackupRules(
                string(node, "schedule"),
                string(node, "proveOn"),
                node.path("proveHere").asBoolean(usual.proveHere()),
                node.path("proveLimit").asLong(usual.proveLimit()),
                new Keeping(
                        keep.path("newest").asInt(usual.keeping().newest()),
                        keep.path("days").asInt(usual.keeping().days()),
                        keep.path("weeks").asInt(usual.keeping().weeks()),
                        keep.path("months").asInt(usual.keeping().months())));
    }

    private static Duration millis(JsonNode node, String field, Duration usual) {
        return Duration.ofMillis(node.path(field).asLong(usual.toMillis()));
    }

    private static @Nullable String string(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }

    private static @Nullable Path path(JsonNode node, String field) {
        String value = string(node, field);
        return value == null ? null : Path.of(value);
    }

    private static List<String> list(JsonNode node) {
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asString()));
        return values;
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asString()));
        return values;
    }
}
