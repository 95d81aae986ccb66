package dev.belay.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

import dev.belay.message.Inert;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** A record of the log as one line: for people, or as JSON. */
enum LogLine implements Function<ILoggingEvent, String> {
    TEXT {
        @Override
        public String apply(ILoggingEvent event) {
            String trouble = trouble(event.getThrowableProxy(), 3);
            return String.format(
                    "%s %-5s %s [%s] %s%s",
                    time(event),
                    event.getLevel(),
                    event.getLoggerName(),
                    event.getThreadName(),
                    clean(event.getFormattedMessage()),
                    trouble == null ? "" : " | " + clean(trouble));
        }
    },
    JSON {
        @Override
        public String apply(ILoggingEvent event) {
            StringWriter out = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
                json.writeStartObject();
                json.writeStringProperty("time", time(event));
                json.writeStringProperty("level", event.getLevel().toString());
                json.writeStringProperty("logger", event.getLoggerName());
                json.writeStringProperty("thread", event.getThreadName());
                json.writeStringProperty("message", clean(event.getFormattedMessage()));
                String trouble = trouble(event.getThrowableProxy(), 40);
                if (trouble != null) {
                    json.writeStringProperty("error", clean(trouble));
                }
                json.writeEndObject();
            }
            return out.toString();
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static String time(ILoggingEvent event) {
        return TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
    }

    private static String clean(String text) {
        return Inert.text(Redaction.of(text));
    }

    /** What was thrown and where, causes included: {@code Bad: why < A.b(A.java:3) << Worse: …}. */
    private static @Nullable String trouble(@Nullable IThrowableProxy thrown, int frames) {
        if (thrown == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy t = thrown; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : " << ");
            text.append(t.getClassName()).append(": ").append(t.getMessage());
            StackTraceElementProxy[] stack = t.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(frames, stack.length); i++) {
                text.append(" < ").append(stack[i].getStackTraceElement());
            }
        }
        return text.toString();
    }
}
