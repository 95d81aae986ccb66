package dev.belay.history;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.configuration.ConfigUtils;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code flyway.conf} or {@code flyway.toml} as plain properties ({@code flyway.table} …). The
 * open-source library reads the first itself; the second only its command line does.
 *
 * @see <a href="https://documentation.red-gate.com/fd/toml-configuration-file-224003079.html">
 *     Flyway: TOML configuration file</a>
 */
final class FlywayFile {
    private static final long LARGEST = 1L << 20;
    private static final TomlMapper TOML = new TomlMapper();

    private FlywayFile() {}

    /** All properties of the file, secrets too: only {@link FlywayOptions} picks from them. */
    static Map<String, String> read(Path file) throws FolderProblem {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FolderProblem("history.file.large", file.toString());
            }
            String text = Files.readString(file);
            return isToml(file) ? toml(text) : ConfigUtils.loadConfigurationFromString(text);
        } catch (NoSuchFileException e) {
            throw new FolderProblem("history.file.missing", file.toString());
        } catch (CharacterCodingException e) {
            throw new FolderProblem("history.file.encoding", file.toString());
        } catch (JacksonException e) {
            // Its message quotes the line, which may hold a password.
            throw new FolderProblem(
                    "history.file.toml",
                    file.toString(),
                    e.getLocation() == null ? "?" : "" + e.getLocation().getLineNr());
        } catch (IOException | FlywayException | IllegalArgumentException e) {
            throw new FolderProblem("history.file.unreadable", file.toString());
        }
    }

    private static boolean isToml(Path file) {
        return file.toString().endsWith(".toml");
    }

    private static Map<String, String> toml(String text) {
        JsonNode root = TOML.readTree(text);
        Map<String, String> properties = new LinkedHashMap<>();
        flatten("flyway", root.path("flyway"), properties);
        JsonNode environments = root.path("environments");
        JsonNode chosen =
                environments.path(properties.getOrDefault("flyway.environment", "default"));
        if (chosen.isMissingNode() && environments.size() == 1) {
            chosen = environments.iterator().next();
        }
        if (!properties.containsKey("flyway.schemas") && !chosen.path("schemas").isEmpty()) {
            flatten("flyway.schemas", chosen.path("schemas"), properties);
        }
        flatten("flyway", chosen.path("flyway"), properties);
        return properties;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(p -> flatten(name + "." + p.getKey(), p.getValue(), into));
        } else if (node.isArray()) {
            into.put(name, String.join(",", node.valueStream().map(JsonNode::asString).toList()));
        } else if (node.isValueNode()) {
            into.put(name, node.asString());
        }
    }
}
