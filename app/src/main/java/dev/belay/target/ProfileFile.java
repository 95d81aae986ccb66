package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Profiles on their way from one Belay to another: a {@code .belay} file, JSON without any secret.
 * It is read as a stranger's: whatever it says has to pass the rules that a form has to pass.
 */
public final class ProfileFile {
    /** Of what is written; what is written by a newer Belay may mean something else. */
    private static final int FORMAT = 1;

    private static final long LARGEST = 4L * 1024 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProfileFile() {}

    /** The text of such a file. */
    public static String write(List<Target> targets) {
        ObjectNode root = MAPPER.createObjectNode().put("belay", FORMAT);
        ArrayNode all = root.putArray("targets");
        for (Target target : targets) {
            all.addObject()
                    .put("name", target.name())
                    .put("engine", target.engine().id())
                    .put("environment", target.environment().id())
                    .set("profile", MAPPER.readTree(ProfileJson.write(target)));
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /**
     * The targets of a file, none of them saved.
     *
     * @throws BelayException with {@link ExitCode#USAGE} if it cannot be read or understood, {@link
     *     ExitCode#INCOMPATIBLE} if a newer Belay wrote it
     */
    public static List<Target> read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw refused(file, "target.import.other");
            }
            if (Files.size(file) > LARGEST) {
                throw refused(file, "target.import.large");
            }
            JsonNode root = MAPPER.readTree(Files.readString(file));
            if (!root.path("belay").isInt() || !root.path("targets").isArray()) {
                throw refused(file, "target.import.other");
            }
            if (root.get("belay").asInt() > FORMAT) {
                throw Problem.of("target.import.newer", file.toString(), ExitCode.INCOMPATIBLE)
                        .asException();
            }
            return targets(file, root.get("targets"));
        } catch (JacksonException | CharacterCodingException e) {
            throw refused(file, "target.import.other");
        } catch (NoSuchFileException e) {
            throw refused(file, "target.import.none");
        } catch (IOException e) {
            throw Problem.of("target.import.unread", file.toString(), ExitCode.USAGE, e.toString())
                    .asException(e);
        }
    }

    private static List<Target> targets(Path file, JsonNode all) {
        List<Target> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : all) {
            Target target = target(file, each);
            ProfileRules.check(target);
            if (!names.add(target.name())) {
                throw Problem.of(
                                "target.import.twice",
                                file.toString(),
                                ExitCode.USAGE,
                                target.name())
                        .asException();
            }
            targets.add(target);
        }
        return targets;
    }

    private static Target target(Path file, JsonNode one) {
        try {
            return ProfileJson.read(
                    one.get("name").asString(),
                    Engine.valueOf(one.get("engine").asString().toUpperCase(Locale.ROOT)),
                    Environment.valueOf(one.get("environment").asString().toUpperCase(Locale.ROOT)),
                    one.get("profile").toString(),
                    0);
        } catch (RuntimeException e) {
            // Missing, of another kind, or a word that nobody knows.
            throw Problem.of("target.import.other", file.toString(), ExitCode.USAGE).asException(e);
        }
    }

    private static BelayException refused(Path file, String key) {
        return Problem.of(key, file.toString(), ExitCode.USAGE).asException();
    }
}
