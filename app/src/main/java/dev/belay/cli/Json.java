package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A JSON document in the making: times as ISO-8601 in UTC, durations as milliseconds, unknown as
 * null. Written by Jackson's generator; its mapper would cost each command a tenth of a second.
 */
final class Json {
    private record Entry(String key, @Nullable Object value) {}

    private final List<Entry> entries = new ArrayList<>();
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
     * Instead of what stood under that key. The value is a text, number, boolean, instant,
     * duration, list, document, or null.
     */
    Json put(String key, @Nullable Object value) {
        entries.removeIf(entry -> entry.key.equals(key));
        entries.add(new Entry(key, value));
        return this;
    }

    /** Every value that is not null as text, with its path: {@code tls.mode}; lists in one. */
    void leaves(BiConsumer<String, String> each) {
        for (Entry entry : entries) {
            switch (entry.value) {
                case null -> {}
                case Json inner ->
                        inner.leaves((key, value) -> each.accept(entry.key + "." + key, value));
                case List<?> list ->
                        each.accept(
                                entry.key,
                                list.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")));
                case Duration duration -> each.accept(entry.key, duration.toMillis() + "");
                case Object value -> each.accept(entry.key, value.toString());
            }
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
        for (Entry entry : entries) {
            out.writeName(entry.key);
            write(out, entry.value);
        }
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
