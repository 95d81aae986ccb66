package dev.belay.operation;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Reason;
import dev.belay.store.WholeFile;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lines of the audit in a file for others, readable by its owner only and there as a whole or not
 * at all.
 */
public final class AuditExport {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final String HEAD =
            "number,at,user,host,operation,operationId,event,target,place,environment,fingerprint,"
                    + "plan,approval,outcome,previous,hash";

    /** A spreadsheet takes what begins so for a formula, and some of them run programs. */
    private static final String FORMULA = "=+-@\t\r";

    private final Audit audit;

    public AuditExport(Audit audit) {
        this.audit = audit;
    }

    /** What a file may be written as. */
    public enum Form {
        /** RFC 4180, UTF-8, the first line names the columns. */
        CSV,
        /** One document: {@code {"entries": [...]}} as {@code audit list --json} has it. */
        JSON;

        /** By the end of a file's name; anything but {@code .json} is CSV. */
        public static Form of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return name.endsWith(".json") ? JSON : CSV;
        }
    }

    /**
     * Writes what is asked for, the newest line first, over a file that is there already.
     *
     * @return how many lines
     * @throws BelayException if the file cannot be written; what was there before is still there
     */
    public long write(AuditQuery query, Path file) {
        try {
            return WholeFile.write(
                    file, out -> Form.of(file) == Form.JSON ? json(query, out) : csv(query, out));
        } catch (IOException | UncheckedIOException | JacksonException e) {
            throw new Problem("audit.export", file.toString(), Reason.of(e, file), ExitCode.FAILED)
                    .asException(e);
        }
    }

    private long json(AuditQuery query, Writer out) {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeName("entries");
            generator.writeStartArray();
            long lines =
                    each(
                            query,
                            entry -> {
                                generator.writeStartObject();
                                entry.fields()
                                        .forEach(
                                                (name, value) -> {
                                                    generator.writeName(name);
                                                    generator.writePOJO(plain(value));
                                                });
                                generator.writeEndObject();
                            });
            generator.writeEndArray();
            generator.writeEndObject();
            return lines;
        }
    }

    private static Object plain(Object value) {
        return value instanceof Instant ? value.toString() : value;
    }

    private long csv(AuditQuery query, Writer out) throws IOException {
        out.write(HEAD + "\r\n");
        return each(
                query,
                entry -> {
                    try {
                        out.write(line(entry.fields()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String line(Map<String, Object> fields) {
        StringBuilder line = new StringBuilder();
        for (Object value : fields.values()) {
            String text =
                    value instanceof List<?> steps
                            ? String.join("\n", steps.stream().map(String::valueOf).toList())
                            : value.toString();
            line.append(line.isEmpty() ? "" : ",").append(cell(text));
        }
        return line.append("\r\n").toString();
    }

    /** A cell that no spreadsheet takes for a formula. */
    static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private long each(AuditQuery query, Consumer<AuditEntry> taker) {
        AtomicLong lines = new AtomicLong();
        audit.each(
                query,
                entry -> {
                    taker.accept(entry);
                    lines.incrementAndGet();
                });
        return lines.get();
    }
}
