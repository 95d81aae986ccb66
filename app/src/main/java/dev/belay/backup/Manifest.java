package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a copy is, in a file beside it that can be read without Belay.
 *
 * @param format {@code sqlite}, or {@code pg_dump custom}
 * @param fingerprint which database it was taken of
 * @param sha256 of the whole file, in hexadecimal
 * @param rows of each table, by its name with its schema where there are any
 * @param before the operation it was taken before
 * @param schemaVersion the newest version that the history had then; empty if it had none, null if
 *     that was not known
 * @param tool that made it, with its version; null for the engine itself
 * @param restore how to bring it back by hand
 */
public record Manifest(
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
        String before,
        @Nullable String schemaVersion,
        @Nullable String tool,
        String restore) {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public Manifest {
        rows = new TreeMap<>(rows);
    }

    /** As one JSON document, keys named like the fields. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
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
            out.writeStringProperty("before", before);
            write(out, "schemaVersion", schemaVersion);
            write(out, "tool", tool);
            out.writeStringProperty("restore", restore);
            out.writeEndObject();
        }
        return text.append('\n').toString();
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
     */
    static Manifest read(String json) {
        return JSON.readValue(json, Manifest.class);
    }
}
