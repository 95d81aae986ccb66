import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * What the image is made of, as CycloneDX has it: Maven's list, held against the jars that are
 * really there, and the Java beside them.
 */
final class Sbom {
    private final Layout layout;
    private final ObjectNode list;
    private final ObjectMapper json = new ObjectMapper();

    private Sbom(Layout layout) throws IOException {
        this.layout = layout;
        Path maven = layout.build().resolve("sbom.json");
        if (!Files.exists(maven)) {
            throw new IOException(maven + " is missing: Maven makes no list of components offline");
        }
        list = (ObjectNode) json.readTree(maven.toFile());
    }

    static void make(Layout layout) throws IOException {
        new Sbom(layout).make();
    }

    private void make() throws IOException {
        Set<String> there = new HashSet<>();
        Folders.files(layout.libraries(), ".jar").forEach(jar -> there.add(name(jar)));
        Folders.files(layout.javafx(), ".jar").forEach(jar -> there.add(name(jar)));
        there.remove("belay.jar");
        ArrayNode kept = json.createArrayNode();
        Set<String> gone = new HashSet<>();
        for (JsonNode each : list.get("components")) {
            if (there.remove(jar(each))) {
                kept.add(asInImage((ObjectNode) each));
            } else {
                // Needed to compile only, or by somebody else.
                gone.add(each.get("bom-ref").asString());
            }
        }
        if (!there.isEmpty()) {
            throw new IOException("in the image, but not in its list: " + there);
        }
        kept.add(java());
        list.set("components", kept);
        forget(gone);
        String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(list);
        Files.writeString(
                layout.out().resolve("belay-" + layout.version() + ".cdx.json"), text + "\n");
    }

    /** A jar that is another than Maven's has digests of its own. */
    private ObjectNode asInImage(ObjectNode component) throws IOException {
        Path ours = layout.input().resolve(jar(component));
        Path theirs = layout.libraries().resolve(jar(component));
        if (Files.exists(ours) && Files.mismatch(ours, theirs) >= 0) {
            component
                    .putArray("hashes")
                    .addObject()
                    .put("alg", "SHA-256")
                    .put("content", sha256(ours));
            component.putObject("pedigree").put("notes", Jars.CHANGES);
        }
        return component;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /** The name of the file that Maven gives a component. */
    private static String jar(JsonNode component) {
        String purl = component.get("purl").asString();
        int classifier = purl.indexOf("classifier=");
        String end =
                classifier < 0 ? "" : "-" + purl.substring(classifier + 11).replaceFirst("&.*", "");
        return component.get("name").asString()
                + "-"
                + component.get("version").asString()
                + end
                + ".jar";
    }

    private ObjectNode java() {
        String version = Runtime.version().toString();
        return json.createObjectNode()
                .put("type", "platform")
                .put("bom-ref", "pkg:generic/openjdk@" + version)
                .put("publisher", System.getProperty("java.vendor"))
                .put("name", "openjdk")
                .put("version", version)
                .put("purl", "pkg:generic/openjdk@" + version.replace("+", "%2B"));
    }

    private void forget(Set<String> gone) {
        ArrayNode kept = json.createArrayNode();
        for (JsonNode each : list.get("dependencies")) {
            if (!gone.contains(each.get("ref").asString())) {
                ObjectNode one = (ObjectNode) each.deepCopy();
                ArrayNode needs = json.createArrayNode();
                for (JsonNode need : each.path("dependsOn")) {
                    if (!gone.contains(need.asString())) {
                        needs.add(need);
                    }
                }
                one.set("dependsOn", needs);
                kept.add(one);
            }
        }
        list.set("dependencies", kept);
    }
}
