package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A JSON document in the making: times as ISO-8601 in UTC, durations as milliseconds, unknown as
 * null. Written by Jackson's generator; its mapper would cost each command a tenth of a second.
 */
final class Json {
    private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    private final @Nullable List<?> items;

    private Json(@Nullable List<?> items) {
        this.items = items;
    }

    static Json object() {
        return new Json(null);
    }

    static Json array(List<?> items) {
        return new Json(items);
    }

    /**
     * In the place of what stood under that key. The value is a text, number, boolean, instant,
     * duration, list, document, or null.
     */
    Json put(String key, @Nullable Object value) {
        entries.put(key, value);
        return this;
    }

    /** How long it took, as whole milliseconds. */
    Json took(Duration duration) {
        return put("durationMs", duration.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Every value that is not null as text, with its path: {@code tls.mode}; lists in one. */
    void leaves(BiConsumer<String, String> each) {
        entries.forEach((key, value) -> leaf(key, value, each));
    }

    private static void leaf(String key, @Nullable Object value, BiConsumer<String, String> each) {
        switch (value) {
            case null -> {}
            case Json inner -> inner.leaves((below, leaf) -> each.accept(key + "." + below, leaf));
            case List<?> list ->
                    each.accept(
                            key,
                            list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            case Duration duration -> each.accept(key, duration.toMillis() + "");
            default -> each.accept(key, value.toString());
        }
    }

    String text() {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, this);
        }
        return out.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Json document -> document.write(out);
            case List<?> list -> writeList(out, list);
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number when !Double.isFinite(number) -> out.writeNull();
            case Double number -> out.writeNumber(number);
            case Duration duration -> writeMillis(out, duration);
            case Instant instant -> out.writeString(instant.toString());
            default -> throw new IllegalArgumentException("not for JSON: " + value.getClass());
        }
    }

    private void write(JsonGenerator out) {
        if (items != null) {
            writeList(out, items);
            return;
        }
        out.writeStartObject();
        entries.forEach(
                (key, value) -> {
                    out.writeName(key);
                    write(out, value);
                });
        out.writeEndObject();
    }

    private static void writeList(JsonGenerator out, List<?> list) {
        out.writeStartArray();
        list.forEach(item -> write(out, item));
        out.writeEndArray();
    }

    /** Whole milliseconds where they are, else three digits after the point. */
    private static void writeMillis(JsonGenerator out, Duration duration) {
        long micros = Math.round(duration.toNanos() / 1e3);
        if (micros % 1000 == 0) {
            out.writeNumber(micros / 1000);
        } else {
            out.writeNumber(micros / 1e3);
        }
    }
}
