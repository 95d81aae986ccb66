package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup or a safety copy is, in a file beside it that can be read without Belay. It is
 * written once; its last field, in every version, is the SHA-256 of all text before it, so that no
 * change of it goes unseen.
 *
 * @param id {@code yyyyMMdd_HHmmss}, of a backup; null for a safety copy
 * @param format {@code sqlite}, {@code pg_dump custom} or {@code pg_dump directory}
 * @param fingerprint which database it was taken of
 * @param sha256 of the whole file, in hexadecimal; of a folder that of what {@code sha256sum *}
 *     prints in it
 * @param rows of each table, by its name with its schema where there are any
 * @param durationMs how long it took until it was read back; null if nobody noted it
 * @param encryptedFor the public keys it can be opened with, or {@code passphrase}; empty if it is
 *     not encrypted
 * @param before the operation it was taken before; null for a backup
 * @param parent the number of the operation that took it, as the journal has it, or null
 * @param schemaVersion the newest version that the history had then; empty if it had none, null if
 *     that was not known
 * @param tool that made it, with its version; null for the engine itself
 * @param traits what the database was beside what it held; null where it is a file, or nobody noted
 *     it
 * @param restore how to bring it back by hand
 */
public record Manifest(
        @Nullable String id,
        String file,
        String format,
        String engine,
        String serverVersion,
        String database,
        String fingerprint,
        String sha256,
        long bytes,
        SortedMap<String, Long> rows,
        Instant takenAt,
        @Nullable Long durationMs,
        List<String> encryptedFor,
        @Nullable String before,
        @Nullable String parent,
        @Nullable String schemaVersion,
        @Nullable String tool,
        @Nullable Traits traits,
        String restore) {
    /** Of what is written; those before the first had no number and no check. */
    static final int VERSION = 1;

    private static final String NUMBER = "version";
    private static final String CHECK = ",\"check\":\"";
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** One that a later version of Belay wrote, and that cannot be judged by this one. */
    static final class Newer extends Exception {
        private static final long serialVersionUID = 1;
        final int version;

        Newer(int version) {
            this.version = version;
        }
    }

    /** One that an earlier version wrote lacks what it did not know. */
    public Manifest {
        rows = new TreeMap<>(rows);
        List<String> noted = encryptedFor;
        encryptedFor = noted == null ? List.of() : List.copyOf(noted);
    }

    /** True if it can be read only with a key or a passphrase. */
    public boolean encrypted() {
        return !encryptedFor.isEmpty();
    }

    /** As one JSON document, keys named like the fields. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty(NUMBER, VERSION);
            write(out, "id", id);
            out.writeStringProperty("file", file);
            out.writeStringProperty("format", format);
            out.writeStringProperty("engine", engine);
            out.writeStringProperty("serverVersion", serverVersion);
            out.writeStringProperty("database", database);
            out.writeStringProperty("fingerprint", fingerprint);
            out.writeStringProperty("sha256", sha256);
            out.writeNumberProperty("bytes", bytes);
            out.writeObjectPropertyStart("rows");
            for (Map.Entry<String, Long> each : rows.entrySet()) {
                out.writeNumberProperty(each.getKey(), each.getValue());
            }
            out.writeEndObject();
            out.writeStringProperty("takenAt", takenAt.toString());
            out.writeName("durationMs");
            if (durationMs == null) {
                out.writeNull();
            } else {
                out.writeNumber(durationMs);
            }
            out.writeArrayPropertyStart("encryptedFor");
            encryptedFor.forEach(out::writeString);
            out.writeEndArray();
            write(out, "before", before);
            write(out, "parent", parent);
            write(out, "schemaVersion", schemaVersion);
            write(out, "tool", tool);
            if (traits != null) {
                out.writeName("traits");
                out.writeRawValue(traits.json());
            }
            out.writeStringProperty("restore", restore);
            out.writeEndObject();
        }
        return checked(text.getBuffer().substring(0, text.getBuffer().length() - 1));
    }

    /** A document without its last brace, with it. */
    private static String checked(String document) {
        byte[] hash = Disk.digest().digest(document.getBytes(StandardCharsets.UTF_8));
        return document + CHECK + HexFormat.of().formatHex(hash) + "\"}\n";
    }

    private static void write(JsonGenerator out, String name, @Nullable String value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value);
        }
    }

    /**
     * Reads one again.
     *
     * @throws JacksonException if it is none
     * @throws IllegalArgumentException if it is not as it was written
     */
    static Manifest read(String json) throws Newer {
        JsonNode version = JSON.readTree(json).path(NUMBER);
        int check = json.lastIndexOf(CHECK);
        boolean checks = !version.isMissingNode() || check >= 0;
        if (checks && (check < 0 || !json.equals(checked(json.substring(0, check))))) {
            throw new IllegalArgumentException("it is not as it was written");
        }
        if (version.asInt(0) > VERSION) {
            throw new Newer(version.asInt(0));
        }
        return JSON.readValue(json, Manifest.class);
    }
}
